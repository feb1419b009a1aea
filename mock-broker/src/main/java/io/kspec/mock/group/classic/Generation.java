package io.kspec.mock.group.classic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a group last agreed on. It outlives them: an empty group keeps counting from it.
 *
 * @param id counts the completed join barriers, from 0
 * @param protocolType that of the first member since the group was last empty; null if there never was one
 * @param protocolName what all members follow; null before the first barrier and when the group is empty
 */
record Generation(int id, @Nullable String protocolType, @Nullable String protocolName) {
    static final Generation NONE = new Generation(0, null, null);

    /** The same generation, whose first new member brings its protocol type. */
    Generation ofType(String type) {
        return new Generation(id, type, protocolName);
    }

    /** The next one, in which the members follow the protocol that most of them prefer. */
    Generation next(Roster roster) {
        return new Generation(id + 1, protocolType, roster.isEmpty() ? null : roster.preferredProtocol());
    }

    /** Whether what a member believes agrees with this; believing nothing always does. */
    boolean agreesWith(@Nullable String type, @Nullable String protocol) {
        return agree(type, protocolType) && agree(protocol, protocolName);
    }

    private static boolean agree(@Nullable String believed, @Nullable String actual) {
        return believed == null || actual == null || Objects.equals(believed, actual);
    }
}

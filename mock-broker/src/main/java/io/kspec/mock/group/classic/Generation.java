package io.kspec.mock.group.classic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a group last agreed on. An empty group keeps it, so that its next generation id follows on.
 *
 * @param id the generation id: the number of completed join barriers
 * @param protocolType the protocol type of the first member since the group was last empty; null if there has never
 *     been a member
 * @param protocolName the protocol that all members use; null before the first barrier and while the group is empty
 */
record Generation(int id, @Nullable String protocolType, @Nullable String protocolName) {
    static final Generation NONE = new Generation(0, null, null);

    /** This generation with the protocol type of the first member that joins. */
    Generation ofType(String type) {
        return new Generation(id, type, protocolName);
    }

    /** The next generation, which uses the protocol that most members prefer. */
    Generation next(Roster roster) {
        return new Generation(id + 1, protocolType, roster.isEmpty() ? null : roster.preferredProtocol());
    }

    /** Whether a member's protocol type and name match this generation; null matches everything. */
    boolean agreesWith(@Nullable String type, @Nullable String protocol) {
        return agree(type, protocolType) && agree(protocol, protocolName);
    }

    private static boolean agree(@Nullable String claimed, @Nullable String actual) {
        return claimed == null || actual == null || Objects.equals(claimed, actual);
    }
}

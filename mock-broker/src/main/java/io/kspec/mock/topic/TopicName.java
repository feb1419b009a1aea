package io.kspec.mock.topic;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names a topic may have. */
public final class TopicName {
    /** The most characters, so that a directory of the name fits into common file systems. */
    static final int LONGEST = 249;

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    private TopicName() {}

    /** Why no topic may have that name, or null if one may. */
    public static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.equals(".") || name.equals("..")) {
            return "it is " + name;
        }
        if (name.length() > LONGEST) {
            return "it has " + name.length() + " characters, more than " + LONGEST;
        }
        return LEGAL.matcher(name).matches()
                ? null
                : "it has characters other than a-z, A-Z, 0-9, dot, underscore and dash";
    }

    /** Whether Kafka keeps its own records in a topic of that name. */
    public static boolean isInternal(String name) {
        return INTERNAL.contains(name);
    }

    /** Names that metrics could not tell apart, in which dots become underscores. */
    static boolean collide(String a, String b) {
        return !a.equals(b) && a.replace('.', '_').equals(b.replace('.', '_'));
    }
}

package io.kspec.mock.topic;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for topic names. */
public final class TopicName {
    /** The maximum length, which keeps directory names within the limits of common file systems. */
    static final int MAX_LENGTH = 249;

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    private TopicName() {}

    /** Why a topic name is invalid, or null if it is valid. */
    public static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.equals(".") || name.equals("..")) {
            return "it is " + name;
        }
        if (name.length() > MAX_LENGTH) {
            return "it has " + name.length() + " characters, more than " + MAX_LENGTH;
        }
        return LEGAL.matcher(name).matches()
                ? null
                : "it has characters other than a-z, A-Z, 0-9, dot, underscore and dash";
    }

    /** Whether this is the name of an internal topic of Kafka's. */
    public static boolean isInternal(String name) {
        return INTERNAL.contains(name);
    }

    /** Whether two names are indistinguishable in metrics, which replace dots by underscores. */
    static boolean collide(String a, String b) {
        return !a.equals(b) && a.replace('.', '_').equals(b.replace('.', '_'));
    }
}

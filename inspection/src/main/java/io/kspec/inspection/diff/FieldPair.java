package io.kspec.inspection.diff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of two messages in the same place.
 *
 * @param kind how they compare
 * @param a the first message's value, or null if it has none; a structure or array may represent everything in it
 * @param b the second message's value, or null if it has none
 * @param absence why one of them is missing; null if both are there
 * @param key the keys of the array entries that contain it, for humans; empty if there are none
 */
public record FieldPair(
        Kind kind, @Nullable MessagePart a, @Nullable MessagePart b, @Nullable Absence absence, String key) {

    public enum Kind {
        SAME,
        DIFFERENT,
        /** The same entries of an array in a different order. */
        OTHER_ORDER,
        ONLY_A,
        ONLY_B;

        public boolean isOneSided() {
            return this == ONLY_A || this == ONLY_B;
        }
    }

    /** Whichever value is there, the first if both are. */
    public MessagePart any() {
        return Objects.requireNonNull(a == null ? b : a);
    }

    /** The path in the first message, unless only the second has it. */
    public String path() {
        return any().path();
    }

    /** The number of values this represents. */
    long values() {
        return kind.isOneSided() ? any().values().count() : 1;
    }

    /** Whether decoding one of the messages stopped before this. */
    public boolean isUnread() {
        return absence == Absence.NOT_READ;
    }
}

package io.kspec.inspection.diff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What two messages say in the same place.
 *
 * @param kind how they compare
 * @param a what the first says, or null if it says nothing there; a structure or array may stand for all that is in it
 * @param b what the second says, or null if it says nothing there
 * @param absence why one of them says nothing; null if both do
 * @param key which entries of arrays it is in, as a person reads it; empty if it is in none that has a key
 */
public record FieldPair(Kind kind, @Nullable Part a, @Nullable Part b, @Nullable Absence absence, String key) {

    public enum Kind {
        SAME,
        DIFFERENT,
        /** The same entries of an array stand in another order. */
        OTHER_ORDER,
        ONLY_A,
        ONLY_B;

        public boolean isOneSided() {
            return this == ONLY_A || this == ONLY_B;
        }
    }

    /** What either says. */
    public Part any() {
        return Objects.requireNonNull(a == null ? b : a);
    }

    /** Where it is: in the first message, unless only the second has it. */
    public String path() {
        return any().path();
    }

    /** How many values this stands for. */
    long values() {
        return kind.isOneSided() ? any().values().count() : 1;
    }

    /** Whether decoding one of the messages failed before this. */
    public boolean isUnread() {
        return absence == Absence.NOT_READ;
    }
}

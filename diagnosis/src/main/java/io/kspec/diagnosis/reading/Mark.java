package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.SlipKind;

/**
 * Marks a part that a hypothesis changed.
 *
 * @param group identifies a slip within a hypothesis: marks of the same slip have the same group
 * @param kind the slip that the change undoes
 * @param scope which bytes of the part are wrong
 * @param description describes what is wrong
 */
public record Mark(int group, SlipKind kind, Scope scope, Description description) {
    public enum Scope {
        /** All bytes of the part. */
        WHOLE,
        /** The length or count before its content. */
        LENGTH,
        /** Only what the change made readable, such as a null. */
        EXERCISED
    }

    /** Describes what is wrong, once its place is known. */
    public interface Description {
        String describe(Sighting sighting);
    }
}

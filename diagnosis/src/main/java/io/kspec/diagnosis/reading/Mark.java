package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.SlipKind;

/**
 * Says of a part that a hypothesis changed it.
 *
 * @param group tells the slips of one hypothesis apart: marks of one slip have the same
 * @param kind the slip that the change undoes
 * @param scope which bytes of the part are to blame
 * @param telling what to say of it
 */
public record Mark(int group, SlipKind kind, Scope scope, Telling telling) {
    public enum Scope {
        /** All bytes of the part. */
        WHOLE,
        /** The length or count before its content. */
        LENGTH,
        /** Only what the change made readable: a null. */
        EXERCISED
    }

    /** Says what is wrong, once it is known where. */
    public interface Telling {
        String tell(Sighting sighting);
    }
}

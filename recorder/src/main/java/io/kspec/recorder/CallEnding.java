package io.kspec.recorder;

import java.util.Locale;

/** How the wait for the response to a recorded request ended. */
public enum CallEnding {
    /** The broker responded. */
    ANSWERED,
    /** The protocol has no response to it: Produce with acks 0. */
    NONE_DUE,
    /** The broker answered a later request first, so that no response can follow. */
    SKIPPED,
    /** The connection ended first. */
    CLOSED,
    /** The recording ended first. */
    STOPPED;

    /** The name in files: {@code none-due}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

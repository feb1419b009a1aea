package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Anything in a timeline other than an exchange.
 *
 * @param role who acted, in the scenario's words; empty for the harness itself
 * @param connection which of the role's connections, counted from 1; 0 if the note is about none
 * @param kind what kind of thing happened
 * @param atMs when, in milliseconds since the start of the case
 * @param limitMs how long the wait was or could have been, in milliseconds; null if there was none
 * @param text a short description
 */
public record NoteEvent(String role, int connection, Kind kind, double atMs, @Nullable Double limitMs, String text)
        implements Event {

    /** The kinds of notes. */
    public enum Kind {
        /** A connection was opened. */
        @JsonProperty("connect")
        CONNECT,
        /** A connection was closed, by either side. */
        @JsonProperty("disconnect")
        DISCONNECT,
        /** A wait that reached its limit in vain. */
        @JsonProperty("timeout")
        TIMEOUT,
        /** A wait. */
        @JsonProperty("wait")
        WAIT,
        /** Events that are left out since they repeat those before; the limit says how long they took. */
        @JsonProperty("repeat")
        REPEAT,
        /** Anything else. */
        @JsonProperty("remark")
        REMARK
    }

    public NoteEvent {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }
}

package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Anything in a timeline that is no exchange.
 *
 * @param role who acted, in the scenario's words; empty for the harness itself
 * @param connection which of the role's connections, counted from 1; 0 where the note is about none
 * @param kind what kind of thing happened
 * @param atMs when, in milliseconds since the case began
 * @param limitMs how long was or would have been waited, in milliseconds; null where nothing was waited for
 * @param text a few words
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
        /** Something was waited for and did not come within the limit. */
        @JsonProperty("timeout")
        TIMEOUT,
        /** Something was waited for. */
        @JsonProperty("wait")
        WAIT,
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

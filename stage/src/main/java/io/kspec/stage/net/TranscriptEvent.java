package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import java.time.Duration;

/** An event on a stage, at a time since the transcript's start. */
public sealed interface TranscriptEvent {
    /** When the event ended. */
    Duration at();

    /** A connection was opened. */
    record Connected(Duration at, String connection, Target target) implements TranscriptEvent {}

    /**
     * A connection ended.
     *
     * @param byTarget whether the target closed it
     * @param reason in a few words
     */
    record Disconnected(Duration at, String connection, boolean byTarget, String reason) implements TranscriptEvent {}

    /** A request was answered, has no answer by design, or the target closed the connection instead of answering. */
    record Exchanged(Duration at, Exchange exchange) implements TranscriptEvent {}

    /**
     * A request was not answered within its limit.
     *
     * @param exchange the request, without a response
     * @param limit how long the answer was awaited
     */
    record Unanswered(Duration at, Exchange exchange, Duration limit) implements TranscriptEvent {}

    /** Bytes were sent that were not encoded from a message. */
    record RawSent(Duration at, String connection, Bytes bytes) implements TranscriptEvent {}

    /**
     * Bytes were received that answer no request, or that were read as bytes.
     *
     * @param bytes a frame without its size, or other bytes
     * @param what in a few words
     */
    record RawReceived(Duration at, String connection, Bytes bytes, String what) implements TranscriptEvent {}

    /**
     * A wait.
     *
     * @param what what was waited for
     * @param waited how long
     */
    record Waited(Duration at, String what, Duration waited) implements TranscriptEvent {}

    /** A note for readers. */
    record Noted(Duration at, String text) implements TranscriptEvent {}
}

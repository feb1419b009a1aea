package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import java.time.Duration;

/** Something that happened on a stage, at a time since the transcript's start. */
public sealed interface TranscriptEvent {
    /** When it was over. */
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

    /** A request was answered, or needs no answer. */
    record Exchanged(Duration at, Exchange exchange) implements TranscriptEvent {}

    /**
     * A request had no answer yet when the limit passed.
     *
     * @param exchange the request, without a response
     * @param limit how long was waited
     */
    record Unanswered(Duration at, Exchange exchange, Duration limit) implements TranscriptEvent {}

    /** Bytes were sent that no message was made of. */
    record RawSent(Duration at, String connection, Bytes bytes) implements TranscriptEvent {}

    /**
     * Bytes came that answer nothing, or were listened for as bytes.
     *
     * @param bytes a frame without its size, or whatever came
     * @param what in a few words
     */
    record RawReceived(Duration at, String connection, Bytes bytes, String what) implements TranscriptEvent {}

    /**
     * Time was let pass.
     *
     * @param what what for
     * @param waited how long
     */
    record Waited(Duration at, String what, Duration waited) implements TranscriptEvent {}

    /** Whatever a reader should know. */
    record Noted(Duration at, String text) implements TranscriptEvent {}
}

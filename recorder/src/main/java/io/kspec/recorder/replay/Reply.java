package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.RecordedCall;
import java.time.Duration;

/** What a replay does with a request. */
sealed interface Reply {
    /**
     * Answers it with the response of a recorded call, after as long as that took.
     *
     * @param response the recorded response
     */
    record Answer(RecordedCall call, Bytes response) implements Reply {
        Duration delay() {
            return Duration.ofNanos(
                    1_000 * Math.max(0, call.ended().micros() - call.sent().micros()));
        }
    }

    /** Sends a SASL token, after as long as the broker took. */
    record Token(Bytes bytes, Duration delay) implements Reply {}

    /** Sends nothing, as the broker did. */
    record Silence() implements Reply {}

    /** Closes the connection, as happened when it was recorded. */
    record Disconnect() implements Reply {}

    /**
     * Closes the connection, because the recording does not say what to do.
     *
     * @param why for humans
     */
    record Refusal(String why) implements Reply {}

    /** What was recorded for a call. */
    static Reply of(RecordedCall call) {
        return switch (call.ending()) {
            case ANSWERED -> {
                Bytes response = call.responseBytes();
                yield response == null
                                || call.response() == null
                                || !call.response().isComplete()
                        ? new Refusal(call + ": the response is not in the recording in full")
                        : new Answer(call, response);
            }
            case NONE_DUE, SKIPPED -> new Silence();
            case CLOSED -> new Disconnect();
            case STOPPED -> new Refusal(call + ": the recording ended before the response");
        };
    }
}

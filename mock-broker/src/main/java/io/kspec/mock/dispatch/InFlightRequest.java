package io.kspec.mock.dispatch;

import io.kspec.mock.script.Ending;
import io.kspec.mock.script.ScriptedResponse;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request being served: it waits for its answer, and then for the delay that a stub may demand. */
final class InFlightRequest {
    private final Object what;
    private final long journalNumber;
    private final Function<Message, ScriptedResponse> script;
    private final Function<ScriptedResponse, Bytes> writer;
    private @Nullable PendingAnswer pending;
    private @Nullable ScriptedResponse response;
    private @Nullable Transmission transmission;
    private long dueMs = PendingAnswer.NEVER;
    private int heldBackMs;
    private boolean last;

    /**
     * @param what the request; messages have its text
     * @param script lets the stubs act on the answer
     * @param writer encodes the response with its size
     */
    InFlightRequest(
            Object what,
            long journalNumber,
            Function<Message, ScriptedResponse> script,
            Function<ScriptedResponse, Bytes> writer) {
        this.what = what;
        this.journalNumber = journalNumber;
        this.script = script;
        this.writer = writer;
    }

    long journalNumber() {
        return journalNumber;
    }

    /** The response after all stubs have acted. */
    ScriptedResponse response() {
        if (response == null) {
            throw new IllegalStateException("the answer to " + what + " is not known yet");
        }
        return response;
    }

    Ending ending() {
        return response().definition().ending();
    }

    /** Waits for an answer; {@code changed} is run whenever it may have become known. */
    void await(PendingAnswer answer, Runnable changed) {
        pending = answer;
        answer.onChange(changed);
    }

    /** Stops waiting for the answer. */
    void release() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    /** Closes the connection after the response, which is held back for some time. */
    void endConnection(int delayMs) {
        last = true;
        heldBackMs = delayMs;
    }

    /** Whether the connection is closed after the response. */
    boolean isLast() {
        return last;
    }

    /** Sets the response, and starts the delay. */
    void decide(ScriptedResponse answer, long nowMs) {
        release();
        response = answer;
        dueMs = nowMs + heldBackMs + answer.definition().delay().toMillis();
    }

    /** Whether the answer is known and its delay has passed, or the next piece of the response can be sent. */
    boolean isDue(long nowMs) {
        if (pending != null) {
            Message answer = pending.poll(nowMs);
            if (answer == null) {
                return false;
            }
            decide(script.apply(answer), nowMs);
        }
        return nowMs >= deadlineMs();
    }

    long deadlineMs() {
        if (transmission != null) {
            return transmission.nextMs();
        }
        return pending == null ? dueMs : pending.deadlineMs();
    }

    /** The response with its size, ready to be sent. */
    Bytes encode() {
        return writer.apply(response());
    }

    /** Starts to send the response piece by piece. */
    void transmit(Transmission started) {
        transmission = started;
    }

    @Nullable Transmission transmission() {
        return transmission;
    }

    @Override
    public String toString() {
        return what.toString();
    }
}

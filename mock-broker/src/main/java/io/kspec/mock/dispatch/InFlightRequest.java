package io.kspec.mock.dispatch;

import io.kspec.mock.script.Ending;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.ResponseWriter;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A request being served: it waits for its answer, and then for the delay that a stub may demand. */
final class InFlightRequest {
    private final RequestFrame request;
    private final ResponseDefinition definition;
    private final long journalNumber;
    private @Nullable PendingAnswer pending;
    private @Nullable Message body;
    private long dueMs = PendingAnswer.NEVER;

    InFlightRequest(RequestFrame request, ResponseDefinition definition, long journalNumber) {
        this.request = request;
        this.definition = definition;
        this.journalNumber = journalNumber;
    }

    RequestFrame request() {
        return request;
    }

    ResponseDefinition definition() {
        return definition;
    }

    long journalNumber() {
        return journalNumber;
    }

    Ending ending() {
        return definition.ending();
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

    /** Sets the answer, and starts the delay. */
    void decide(Message answer, long nowMs) {
        release();
        body = answer;
        dueMs = nowMs + definition.delay().toMillis();
    }

    /** Whether the answer is known and its delay has passed. */
    boolean isDue(long nowMs) {
        if (pending != null) {
            Message answer = pending.poll(nowMs);
            if (answer == null) {
                return false;
            }
            decide(answer, nowMs);
        }
        return nowMs >= dueMs;
    }

    long deadlineMs() {
        return pending == null ? dueMs : pending.deadlineMs();
    }

    /** The response with its size, ready to be sent. */
    Bytes response() {
        if (body == null) {
            throw new IllegalStateException("the answer to " + request + " is not known yet");
        }
        return new ResponseWriter(definition).write(request, body);
    }
}

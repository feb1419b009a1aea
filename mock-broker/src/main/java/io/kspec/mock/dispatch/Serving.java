package io.kspec.mock.dispatch;

import io.kspec.mock.api.PendingAnswer;
import io.kspec.mock.script.Ending;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.ResponseWriter;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A request that is being served: first its answer is awaited, then, if a stub says so, held back. */
final class Serving {
    private final RequestFrame request;
    private final ResponseDefinition definition;
    private final long journalNumber;
    private @Nullable PendingAnswer pending;
    private @Nullable Message body;
    private long dueMs = PendingAnswer.NEVER;

    Serving(RequestFrame request, ResponseDefinition definition, long journalNumber) {
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

    void await(PendingAnswer answer) {
        pending = answer;
    }

    /** The answer is known; from now on it is held back for as long as it shall be. */
    void decide(Message answer, long nowMs) {
        pending = null;
        body = answer;
        dueMs = nowMs + definition.delay().toMillis();
    }

    /** Whether the request can end by now. */
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

    /** The size and the frame of the response. */
    Bytes response() {
        if (body == null) {
            throw new IllegalStateException("the answer to " + request + " is not known yet");
        }
        return new ResponseWriter(definition).write(request, body);
    }
}

package io.kspec.mock.api;

import io.kspec.protocol.Message;
import org.jspecify.annotations.Nullable;

/** A response that some later request, or the passing of time, will bring; perhaps it never comes. */
final class PromisedAnswer implements PendingAnswer {
    private @Nullable Message body;

    /** Keeps the promise. */
    void complete(Message response) {
        if (body != null) {
            throw new IllegalStateException("answered twice: first " + body + ", then " + response);
        }
        body = response;
    }

    /** At once if it is there already, else later. */
    Answer answer() {
        return body == null ? Answer.later(this) : Answer.now(body);
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        return body;
    }

    @Override
    public long deadlineMs() {
        return NEVER;
    }
}

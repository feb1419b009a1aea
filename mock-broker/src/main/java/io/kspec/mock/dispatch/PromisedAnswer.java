package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A response that somebody else supplies at a time of their own. */
public class PromisedAnswer implements PendingAnswer {
    private @Nullable Message body;
    private Runnable changed = () -> {};

    /** Supplies the response's body. */
    public final void supply(Message response) {
        body = response;
        changed();
    }

    /** Tells whoever waits that {@link #poll} may return something else. */
    protected final void changed() {
        changed.run();
    }

    @Override
    public final void onChange(Runnable listener) {
        changed = listener;
    }

    @Override
    public final void release() {
        changed = () -> {};
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        return body;
    }

    @Override
    public final long deadlineMs() {
        return NEVER;
    }

    /** The handler's answer: the response if it is known, or a promise of it. */
    public final HandlerAnswer toAnswer() {
        return body == null ? HandlerAnswer.later(this) : HandlerAnswer.now(body);
    }
}

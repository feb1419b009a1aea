package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A response that is not known yet: a fetch that waits for records, or a member that waits at the join barrier. */
public interface PendingAnswer {
    /** The deadline of an answer that has none. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Registers what to run when {@link #poll} may return something else than before. Called once; the handler may have polled before.
     *
     * @param changed may be run at any time, on the thread that owns the cluster
     */
    void onChange(Runnable changed);

    /**
     * Ends the registration of {@link #onChange}: the answer is known, or the client has disconnected. Called at most once.
     */
    void release();

    /**
     * Returns the response's body, or null while it is not known. Called after a change and at {@link #deadlineMs()}, and
     * not again after it has returned a body.
     */
    @Nullable Message poll(long nowMs);

    /**
     * When to poll even if nothing has changed, in milliseconds since the epoch. From then on {@link #poll} returns a body.
     */
    long deadlineMs();
}

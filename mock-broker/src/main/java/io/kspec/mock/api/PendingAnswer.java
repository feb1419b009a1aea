package io.kspec.mock.api;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A response that is still to come: a long poll, or a member at the join barrier. */
public interface PendingAnswer {
    /** A deadline that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * The response's body, or null if it is still to come. Asked after every change of the cluster's state, and when {@link
     * #deadlineMs()} has come; not again once it has answered.
     */
    @Nullable Message poll(long nowMs);

    /** When to ask even though nothing changed, in milliseconds since the epoch; at or after it {@link #poll} answers. */
    long deadlineMs();
}

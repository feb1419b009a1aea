package io.kspec.mock.recording;

import io.kspec.mock.dispatch.PendingAnswer;
import io.kspec.mock.dispatch.RelayFailedException;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A response that another broker has not sent yet. */
final class RelayedAnswer implements PendingAnswer {
    private @Nullable Message body;
    private @Nullable String failure;
    private Runnable changed = () -> {};

    void succeed(Message response) {
        body = response;
        changed.run();
    }

    /** Ends the wait without a response: the client's connection is closed. */
    void fail(String why) {
        failure = why;
        changed.run();
    }

    @Override
    public void onChange(Runnable listener) {
        changed = listener;
    }

    @Override
    public void release() {
        changed = () -> {};
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        if (failure != null) {
            throw new RelayFailedException("recording: " + failure);
        }
        return body;
    }

    @Override
    public long deadlineMs() {
        return NEVER;
    }
}

package io.kspec.mock.recording;

import io.kspec.mock.dispatch.PromisedAnswer;
import io.kspec.mock.dispatch.RelayFailedException;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/** A response that another broker has not sent yet. */
final class RelayedAnswer extends PromisedAnswer {
    private @Nullable String failure;

    /** Ends the wait without a response: the client's connection is closed. */
    void fail(String why) {
        failure = why;
        changed();
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        if (failure != null) {
            throw new RelayFailedException("recording: " + failure);
        }
        return super.poll(nowMs);
    }
}

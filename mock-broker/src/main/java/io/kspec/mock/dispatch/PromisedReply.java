package io.kspec.mock.dispatch;

import io.kspec.mock.group.classic.Reply;
import io.kspec.protocol.message.Message;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A response that the group coordinator supplies: immediately, when a barrier falls, or never.
 *
 * @param <T> the coordinator's result
 */
public final class PromisedReply<T> implements Reply<T>, PendingAnswer {
    private final Function<T, Message> response;
    private @Nullable Message body;
    private Runnable changed = () -> {};

    /**
     * A reply that has not been given yet.
     *
     * @param response builds the response's body from the result
     */
    public PromisedReply(Function<T, Message> response) {
        this.response = response;
    }

    @Override
    public void answer(T result) {
        body = response.apply(result);
        changed.run();
    }

    /** Does nothing: like Kafka, the mock then leaves the client without a response. */
    @Override
    public void abandon() {}

    /** The handler's answer: the response if it is known, or a promise of it. */
    public HandlerAnswer toAnswer() {
        return body == null ? HandlerAnswer.later(this) : HandlerAnswer.now(body);
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
        return body;
    }

    @Override
    public long deadlineMs() {
        return NEVER;
    }
}

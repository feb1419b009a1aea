package io.kspec.mock.dispatch;

import io.kspec.mock.group.classic.Reply;
import io.kspec.protocol.message.Message;
import java.util.function.Function;

/**
 * A response that the group coordinator supplies: immediately, when a barrier falls, or never.
 *
 * @param <T> the coordinator's result
 */
public final class PromisedReply<T> extends PromisedAnswer implements Reply<T> {
    private final Function<T, Message> response;

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
        supply(response.apply(result));
    }

    /** Does nothing: like Kafka, the mock then leaves the client without a response. */
    @Override
    public void abandon() {}
}

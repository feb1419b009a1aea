package io.kspec.mock.api;

import io.kspec.mock.group.Reply;
import io.kspec.protocol.message.Message;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A response that the group coordinator brings: at once, when a barrier falls, or never.
 *
 * @param <T> what the coordinator says
 */
final class PromisedReply<T> implements Reply<T>, PendingAnswer {
    private final Function<T, Message> response;
    private @Nullable Message body;

    PromisedReply(Function<T, Message> response) {
        this.response = response;
    }

    @Override
    public void answer(T result) {
        body = response.apply(result);
    }

    /** Kafka then leaves the client without a response, until the client gives up. */
    @Override
    public void abandon() {}

    /** What is known by now. */
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

package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer that is not known yet, and then tells for how long the client is throttled. */
record ThrottledAnswer(PendingAnswer pending, UnaryOperator<Message> throttling) implements PendingAnswer {
    @Override
    public void onChange(Runnable changed) {
        pending.onChange(changed);
    }

    @Override
    public void release() {
        pending.release();
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        Message body = pending.poll(nowMs);
        return body == null ? null : throttling.apply(body);
    }

    @Override
    public long deadlineMs() {
        return pending.deadlineMs();
    }
}

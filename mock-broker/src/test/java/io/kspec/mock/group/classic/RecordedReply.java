package io.kspec.mock.group.classic;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records how a request ended, and fails if it ends twice. */
final class RecordedReply<T> implements Reply<T> {
    private @Nullable T result;
    private boolean abandoned;

    @Override
    public void answer(T given) {
        requireWaiting();
        result = given;
    }

    @Override
    public void abandon() {
        requireWaiting();
        abandoned = true;
    }

    boolean isWaiting() {
        return result == null && !abandoned;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    Optional<T> answer() {
        return Optional.ofNullable(result);
    }

    T result() {
        if (result == null) {
            throw new AssertionError("expected an answer, found the request " + (abandoned ? "abandoned" : "waiting"));
        }
        return result;
    }

    private void requireWaiting() {
        if (!isWaiting()) {
            throw new AssertionError("expected a request to end once, found it ended before");
        }
    }
}

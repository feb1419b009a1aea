package io.kspec.mock.group.classic;

/** The end of a request that was waiting or has just arrived. */
sealed interface ReplyOutcome {
    /** Tells the request's reply. */
    void deliver();

    /** The request is answered. */
    record Answered<T>(Reply<T> reply, T result) implements ReplyOutcome {
        @Override
        public void deliver() {
            reply.answer(result);
        }
    }

    /** The request will never be answered. */
    record Abandoned(Reply<?> reply) implements ReplyOutcome {
        @Override
        public void deliver() {
            reply.abandon();
        }
    }
}

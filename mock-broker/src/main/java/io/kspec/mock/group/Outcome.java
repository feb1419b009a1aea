package io.kspec.mock.group;

/** What becomes of a request that was waiting, or has just come. */
sealed interface Outcome {
    /** Tells whoever waits for it. */
    void deliver();

    /** The request is answered. */
    record Answered<T>(Reply<T> reply, T result) implements Outcome {
        @Override
        public void deliver() {
            reply.answer(result);
        }
    }

    /** The request will never be answered. */
    record Abandoned(Reply<?> reply) implements Outcome {
        @Override
        public void deliver() {
            reply.abandon();
        }
    }
}

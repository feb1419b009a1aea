package io.kspec.mock.api;

import io.kspec.protocol.message.Message;

/** What a handler says to a request. */
public sealed interface Answer {
    /** A response, at once. */
    record Now(Message body) implements Answer {}

    /** A response that is still to come; the connection's later requests wait behind it. */
    record Later(PendingAnswer pending) implements Answer {}

    /**
     * No response, now or ever, as for Produce with acks 0; the next request of the connection is served.
     *
     * @param unsaid what the response would have been
     */
    record None(Message unsaid) implements Answer {}

    /**
     * No response, and the connection is closed: Kafka's way to say that a Produce with acks 0 failed.
     *
     * @param unsaid what the response would have been
     */
    record HangUp(Message unsaid) implements Answer {}

    static Answer now(Message body) {
        return new Now(body);
    }

    static Answer later(PendingAnswer pending) {
        return new Later(pending);
    }

    static Answer none(Message unsaid) {
        return new None(unsaid);
    }

    static Answer hangUp(Message unsaid) {
        return new HangUp(unsaid);
    }
}

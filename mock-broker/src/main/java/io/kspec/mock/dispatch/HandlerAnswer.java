package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;

/** How a handler answers a request. */
public sealed interface HandlerAnswer {
    /** A response that can be sent immediately. */
    record Now(Message body) implements HandlerAnswer {}

    /** A response that is not known yet. The connection's later requests wait behind it. */
    record Later(PendingAnswer pending) implements HandlerAnswer {}

    /**
     * No response, as for Produce with acks=0. The connection stays open.
     *
     * @param unsent the response that a client would get if Kafka sent one
     */
    record None(Message unsent) implements HandlerAnswer {}

    /**
     * No response, and the connection is closed: how Kafka reports that a Produce with acks=0 failed.
     *
     * @param unsent the response that a client would get if Kafka sent one
     */
    record Disconnect(Message unsent) implements HandlerAnswer {}

    /**
     * A response after which the connection is closed: how Kafka refuses a login.
     *
     * @param delayMs how long it is held back
     */
    record Last(Message body, int delayMs) implements HandlerAnswer {}

    static HandlerAnswer now(Message body) {
        return new Now(body);
    }

    static HandlerAnswer later(PendingAnswer pending) {
        return new Later(pending);
    }

    static HandlerAnswer none(Message unsent) {
        return new None(unsent);
    }

    static HandlerAnswer last(Message body, int delayMs) {
        return new Last(body, delayMs);
    }

    static HandlerAnswer disconnect(Message unsent) {
        return new Disconnect(unsent);
    }
}

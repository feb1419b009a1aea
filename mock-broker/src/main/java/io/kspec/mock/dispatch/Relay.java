package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import java.util.function.Function;

/**
 * Lets another broker answer requests in place of the handlers. All calls come from the thread that owns the cluster, which they
 * must not block.
 */
public interface Relay {
    /**
     * Passes a request on.
     *
     * @param from where the request arrived
     * @param frame the request's bytes, without their size
     * @param own how the handler of this broker would answer such a request
     */
    HandlerAnswer answer(Origin from, RequestFrame request, Bytes frame, Function<Message, HandlerAnswer> own);

    /** Takes note that a client's connection is closed. */
    void closed(long connection);

    /**
     * Where a request arrived.
     *
     * @param connection the number of the client's connection
     * @param brokerId the node id of the broker that received it
     */
    record Origin(long connection, int brokerId) {}
}

package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * Answers one API. A handler reads the request, and reads and changes the state of the cluster; it knows no socket, and no
 * time but the request's. One thread calls all handlers of a cluster.
 */
public interface ApiHandler {
    /** The API's name: {@code OffsetFetch}. */
    String api();

    /**
     * The versions that this handler implements. Only these are advertised and answered, whatever else the message
     * definitions contain.
     */
    Versions versions();

    /**
     * Decides how to answer a request.
     *
     * @param request the body, strictly decoded, at one of {@link #versions()}
     */
    HandlerAnswer answer(Message request, RequestContext context);

    /**
     * A request with everything that it asks for, for stubs to see: a Fetch request with the partitions of its session, for
     * example. Changes nothing.
     *
     * @param brokerId the node id of the broker that received the request
     */
    default Message completed(Message request, int brokerId) {
        return request;
    }
}

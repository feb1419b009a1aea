package io.kspec.mock.api;

import io.kspec.protocol.message.Message;

/**
 * Answers one API at each of its versions. It looks at the request and the {@link Cluster} and changes the latter; it knows
 * no socket, and no time but that of the request. One thread calls all handlers of a cluster.
 */
public interface ApiHandler {
    /** The API's name: {@code OffsetFetch}. */
    String api();

    /**
     * Decides what to answer.
     *
     * @param request the request's body, strictly decoded
     */
    Answer answer(Message request, RequestContext context);
}

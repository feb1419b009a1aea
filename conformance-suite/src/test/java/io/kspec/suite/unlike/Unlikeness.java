package io.kspec.suite.unlike;

import io.kspec.protocol.message.Message;
import java.util.Optional;

/** One respect in which a broker differs from Apache Kafka: how it reads requests, and what it answers. */
interface Unlikeness {
    /** The request as Apache Kafka would have to be sent it. */
    default Message request(Message request) {
        return request;
    }

    /** The request that the broker sends itself on a response, instead of passing the response on. */
    default Optional<Message> instead(Message request, Message response) {
        return Optional.empty();
    }

    /** The response that the broker gives where Apache Kafka gives this one. */
    default Message response(Message request, Message response) {
        return response;
    }

    /** The header of the response. */
    default Message header(Message header) {
        return header;
    }
}

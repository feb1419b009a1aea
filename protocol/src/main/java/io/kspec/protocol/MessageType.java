package io.kspec.protocol;

/** The types of messages on the wire. */
public enum MessageType {
    /** The body of a request. */
    REQUEST,
    /** The body of a response. */
    RESPONSE,
    /** The header before a body: API key, version and client id in requests, the correlation id in responses. */
    HEADER,
    /** A structure with its own version inside a field, such as a consumer's subscription. */
    DATA,
    /** Record batches or message sets. */
    RECORDS
}

package io.kspec.protocol;

/** What a run of bytes is, on the wire. */
public enum MessageType {
    /** The body of a request. */
    REQUEST,
    /** The body of a response. */
    RESPONSE,
    /** What stands before a body: API key, version and client id, or the correlation id alone. */
    HEADER,
    /** A structure with a version of its own inside a field, such as a consumer's subscription. */
    DATA,
    /** Record batches or message sets. */
    RECORDS
}

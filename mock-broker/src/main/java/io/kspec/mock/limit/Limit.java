package io.kspec.mock.limit;

import org.apiguardian.api.API;

/** A limit of the mock broker that Apache Kafka does not have. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Limit {
    /** The size of all records: the oldest make way for new ones. */
    LOG_SPACE,
    /** The number of connections: further ones are closed. */
    CONNECTIONS,
    /** The size of all requests that have arrived in part: the connection with the most of it is closed. */
    INCOMPLETE_REQUESTS,
    /** The size of all responses that are being sent: connections that have not read for a while are closed. */
    UNREAD_RESPONSES
}

package io.kspec.mock.cluster;

/**
 * Who the broker says it is.
 *
 * @param nodeId its id, 0 or more
 * @param clusterId of the cluster that it makes up alone
 * @param host the name or address that it tells clients to connect to
 * @param port the port that it tells clients to connect to, 1 to 65535
 */
public record BrokerIdentity(int nodeId, String clusterId, String host, int port) {}

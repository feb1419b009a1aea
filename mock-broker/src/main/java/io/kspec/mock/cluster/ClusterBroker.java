package io.kspec.mock.cluster;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A broker of the cluster.
 *
 * @param nodeId its node id, 0 or more
 * @param host the host name or address that clients are told to connect to
 * @param port the port that clients are told to connect to, 1 to 65535
 * @param rack {@code broker.rack}, or null
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ClusterBroker(int nodeId, String host, int port, @Nullable String rack) {}

package io.kspec.mock.cluster;

import org.apiguardian.api.API;

/**
 * The ids and advertised address of a broker, the first one if there are several.
 *
 * @param nodeId the broker's node id, 0 or more
 * @param clusterId the id of the cluster
 * @param host the host name or address that clients are told to connect to
 * @param port the port that clients are told to connect to, 1 to 65535
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record BrokerIdentity(int nodeId, String clusterId, String host, int port) {
    ClusterBroker toBroker() {
        return new ClusterBroker(nodeId, host, port, null);
    }
}

package io.kspec.mock.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A broker of the cluster.
 *
 * @param nodeId its node id, 0 or more
 * @param host the host name or address that clients are told to connect to
 * @param port the port of the first listener that clients are told to connect to, 1 to 65535
 * @param rack {@code broker.rack}, or null
 * @param ports the ports by the names of listeners, in their order
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ClusterBroker(int nodeId, String host, int port, @Nullable String rack, Map<String, Integer> ports) {
    public ClusterBroker {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /** A broker with one listener. */
    public ClusterBroker(int nodeId, String host, int port, @Nullable String rack) {
        this(nodeId, host, port, rack, Map.of());
    }

    /** The port that clients of a listener are told to connect to. */
    public int port(String listener) {
        return ports.getOrDefault(listener, port);
    }
}

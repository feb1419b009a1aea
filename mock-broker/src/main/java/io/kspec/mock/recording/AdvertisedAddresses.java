package io.kspec.mock.recording;

import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses of brokers in responses: Metadata, FindCoordinator, DescribeCluster, and the new leaders that Produce names. */
final class AdvertisedAddresses {
    private static final List<String> NODE_IDS = List.of("NodeId", "BrokerId");

    private final Map<Integer, ClusterBroker> brokers;

    /**
     * @param brokers the brokers whose addresses clients are to see
     */
    AdvertisedAddresses(List<ClusterBroker> brokers) {
        this.brokers = brokers.stream().collect(Collectors.toMap(ClusterBroker::nodeId, Function.identity()));
    }

    /** A response with the addresses of these brokers in place of others of the same node ids. */
    Message replaceIn(Message response) {
        Map<String, @Nullable Object> tree = MessageTree.of(response);
        return isIn(tree) ? MessageTree.toMessage(response.spec(), asTree(replaced(tree))) : response;
    }

    /** Whether a part of a response names the address of a broker. */
    static boolean isIn(@Nullable Object part) {
        if (part instanceof Map<?, ?> struct) {
            return isAddress(struct) || struct.values().stream().anyMatch(AdvertisedAddresses::isIn);
        }
        return part instanceof List<?> entries && entries.stream().anyMatch(AdvertisedAddresses::isIn);
    }

    private static boolean isAddress(Map<?, ?> struct) {
        return struct.get("Host") instanceof String
                && struct.get("Port") instanceof Number port
                && port.intValue() > 0
                && NODE_IDS.stream().anyMatch(struct::containsKey);
    }

    private @Nullable Object replaced(@Nullable Object part) {
        if (part instanceof List<?> entries) {
            return entries.stream().map(this::replaced).collect(Collectors.toList());
        }
        if (!(part instanceof Map<?, ?> struct)) {
            return part;
        }
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>();
        struct.forEach((name, value) -> changed.put(name, replaced(value)));
        ClusterBroker broker = isAddress(struct) ? brokers.get(nodeId(struct)) : null;
        if (broker != null) {
            changed.put("Host", broker.host());
            changed.put("Port", broker.port());
        }
        return changed;
    }

    private static int nodeId(Map<?, ?> address) {
        for (String name : NODE_IDS) {
            if (address.get(name) instanceof Number id) {
                return id.intValue();
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> asTree(@Nullable Object replaced) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(replaced);
    }
}

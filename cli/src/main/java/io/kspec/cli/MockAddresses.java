package io.kspec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.AdminServer;
import io.kspec.mock.cluster.ClusterBroker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a mock broker and its admin API can be reached, as one line of JSON for programs that started it. */
final class MockAddresses {
    private MockAddresses() {}

    static String json(MockBroker broker, @Nullable AdminServer admin) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("bootstrap", broker.bootstrap());
        line.put("clusterId", broker.cluster().id());
        line.put(
                "brokers",
                broker.cluster().brokers().stream().map(MockAddresses::tree).toList());
        if (broker.listeners().size() > 1) {
            Map<String, String> listeners = new LinkedHashMap<>();
            broker.listeners().forEach(listener -> listeners.put(listener.name(), broker.bootstrap(listener.name())));
            line.put("listeners", listeners);
        }
        line.put("admin", admin == null ? null : admin.url());
        try {
            return new ObjectMapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private static Map<String, Object> tree(ClusterBroker broker) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", broker.nodeId());
        tree.put("host", broker.host());
        tree.put("port", broker.port());
        return tree;
    }
}

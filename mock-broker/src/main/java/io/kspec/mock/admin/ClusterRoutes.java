package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockCluster;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.cluster.ClusterBroker;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The brokers, the controller and the coordinators. */
final class ClusterRoutes {
    private final MockBroker broker;

    ClusterRoutes(MockBroker broker) {
        this.broker = broker;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/brokers", call -> show()),
                AdminRoute.of("POST", "/brokers/{id}/stop", this::stop),
                AdminRoute.of("POST", "/brokers/{id}/start", this::start),
                AdminRoute.of("PUT", "/controller", this::moveController),
                AdminRoute.of("GET", "/coordinators/{kind}/{key}", this::coordinator),
                AdminRoute.of("PUT", "/coordinators/{kind}/{key}", this::moveCoordinator));
    }

    /** Reads a body that names a broker: {@code {"broker": 2}}. */
    static int broker(AdminCall call) {
        return call.mapping("the new place", Set.of("broker"), (body, problems) -> {
            body.require("broker");
            Integer id = body.integer("broker", 0, Integer.MAX_VALUE);
            return id == null ? -1 : id;
        });
    }

    private HttpReply show() {
        MockCluster cluster = broker.cluster();
        Set<ClusterBroker> live = new HashSet<>(cluster.liveBrokers());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("clusterId", cluster.id());
        tree.put("controller", cluster.controller());
        tree.put(
                "brokers",
                cluster.brokers().stream()
                        .map(each -> tree(each, live.contains(each)))
                        .toList());
        return HttpReply.json(200, tree);
    }

    private static Map<String, @Nullable Object> tree(ClusterBroker broker, boolean running) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", broker.nodeId());
        tree.put("host", broker.host());
        tree.put("port", broker.port());
        tree.put("rack", broker.rack());
        tree.put("running", running);
        return tree;
    }

    private HttpReply stop(AdminCall call) {
        broker.cluster().stop(find(call));
        return show();
    }

    private HttpReply start(AdminCall call) {
        int id = find(call);
        try {
            broker.cluster().start(id);
        } catch (UncheckedIOException e) {
            throw new HttpFaultException(409, HttpFault.of("path parameter id", String.valueOf(e.getMessage())));
        }
        return show();
    }

    private int find(AdminCall call) {
        int id = call.number("id");
        List<Integer> ids =
                broker.cluster().brokers().stream().map(ClusterBroker::nodeId).toList();
        if (!ids.contains(id)) {
            throw new HttpFaultException(
                    404, HttpFault.mismatch("path parameter id", "one of the brokers " + ids, Integer.toString(id)));
        }
        return id;
    }

    private HttpReply moveController(AdminCall call) {
        int id = broker(call);
        checked("broker", () -> broker.cluster().moveController(id));
        return show();
    }

    private HttpReply coordinator(AdminCall call) {
        String key = call.parameter("key");
        int id = isGroup(call)
                ? broker.cluster().groupCoordinator(key)
                : broker.cluster().transactionCoordinator(key);
        return HttpReply.json(200, Map.of("broker", id));
    }

    private HttpReply moveCoordinator(AdminCall call) {
        String key = call.parameter("key");
        boolean group = isGroup(call);
        int id = broker(call);
        checked("broker", () -> {
            if (group) {
                broker.cluster().moveGroupCoordinator(key, id);
            } else {
                broker.cluster().moveTransactionCoordinator(key, id);
            }
        });
        return coordinator(call);
    }

    private static boolean isGroup(AdminCall call) {
        String kind = call.parameter("kind");
        if (!Set.of("group", "transaction").contains(kind)) {
            throw new HttpFaultException(404, HttpFault.mismatch("path parameter kind", "group or transaction", kind));
        }
        return kind.equals("group");
    }

    /** Makes a change; 422 if a key of the body has a value for which it is impossible. */
    static void checked(String key, Runnable change) {
        try {
            change.run();
        } catch (IllegalArgumentException e) {
            throw new HttpFaultException(422, HttpFault.of("body, " + key, String.valueOf(e.getMessage())));
        }
    }
}

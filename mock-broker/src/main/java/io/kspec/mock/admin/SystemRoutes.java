package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API as a whole: its description, whether the broker is up, and a reset of everything. */
final class SystemRoutes {
    private final MockBroker broker;
    private final StubMappings mappings;

    SystemRoutes(MockBroker broker, StubMappings mappings) {
        this.broker = broker;
        this.mappings = mappings;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/openapi.yaml", call -> HttpReply.text(200, "application/yaml", description())),
                AdminRoute.of(
                        "GET", "/stubs.schema.json", call -> HttpReply.text(200, "application/schema+json", schema())),
                AdminRoute.of("GET", "/health", call -> HttpReply.json(200, health())),
                AdminRoute.of("POST", "/reset", call -> reset()));
    }

    static String description() {
        return resource("/io/kspec/mock/admin/openapi.yaml");
    }

    private static String schema() {
        return resource("/io/kspec/mock/schema/stubs.schema.json");
    }

    private static String resource(String name) {
        try (InputStream in = SystemRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "healthy");
        health.put("bootstrap", broker.bootstrap());
        health.put("clusterId", broker.identity().clusterId());
        return health;
    }

    private HttpReply reset() {
        mappings.reset();
        broker.resetScenarios();
        broker.clearJournal();
        return HttpReply.json(200, Map.of());
    }
}

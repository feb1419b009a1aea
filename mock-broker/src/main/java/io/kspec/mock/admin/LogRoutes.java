package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpReply;
import java.util.List;
import java.util.Map;

/** The logs, which tests clean at once instead of when Kafka would. */
final class LogRoutes {
    private final MockBroker broker;

    LogRoutes(MockBroker broker) {
        this.broker = broker;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("POST", "/logs/apply-retention", call -> done(broker::applyRetention)),
                AdminRoute.of("POST", "/logs/compact", call -> done(broker::compact)));
    }

    private static HttpReply done(Runnable cleaning) {
        cleaning.run();
        return HttpReply.json(200, Map.of());
    }
}

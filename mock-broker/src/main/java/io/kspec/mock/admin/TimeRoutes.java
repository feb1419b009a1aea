package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The broker's time, which tests advance instead of waiting. */
final class TimeRoutes {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final MockBroker broker;

    TimeRoutes(MockBroker broker) {
        this.broker = broker;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/time", call -> now()), AdminRoute.of("POST", "/time/advance", this::advance));
    }

    private HttpReply now() {
        long nowMs = broker.nowMs();
        return HttpReply.json(200, Map.of("now", Instant.ofEpochMilli(nowMs).toString(), "nowMs", nowMs));
    }

    private HttpReply advance(AdminCall call) {
        Duration by = call.mapping("an advance of time", Set.of("by"), (body, problems) -> {
            body.require("by");
            Duration read = body.duration("by", Duration.ZERO, LONGEST);
            return read == null ? Duration.ZERO : read;
        });
        broker.advance(by);
        return now();
    }
}

package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockRecorder;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.recording.RecordedStubs;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Recording from another broker: WireMock's {@code /recordings}. Another broker may take seconds, so other calls go on meanwhile. */
final class RecordingRoutes {
    private static final String TARGET = "targetBroker";

    private final MockBroker broker;
    private final StubMappings mappings;

    RecordingRoutes(MockBroker broker, StubMappings mappings) {
        this.broker = broker;
        this.mappings = mappings;
    }

    List<AdminRoute> routes() {
        return List.of(
                slow("POST", "/recordings/start", this::start),
                AdminRoute.of("POST", "/recordings/stop", call -> stop()),
                slow("GET", "/recordings/status", call -> status()),
                slow(
                        "POST",
                        "/recordings/snapshot",
                        call -> file(broker.recorder().snapshot())));
    }

    private static AdminRoute slow(String method, String path, Function<AdminCall, HttpReply> action) {
        return new AdminRoute(method, path, call -> CompletableFuture.supplyAsync(() -> action.apply(call)));
    }

    private HttpReply start(AdminCall call) {
        String target = call.mapping("a recording", Set.of(TARGET), (body, problems) -> body.requireText(TARGET));
        try {
            broker.recorder().start(target);
        } catch (IllegalStateException e) {
            throw new HttpFaultException(409, HttpFault.of("recording", String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable("expected a Kafka broker at " + target + ", found: " + e.getMessage());
        }
        return status();
    }

    private static HttpFaultException unusable(String why) {
        return new HttpFaultException(422, HttpFault.of("body, " + TARGET, why));
    }

    private HttpReply stop() {
        RecordedStubs recorded;
        try {
            recorded = broker.recorder().stop();
        } catch (IllegalStateException e) {
            throw new HttpFaultException(409, HttpFault.of("recording", String.valueOf(e.getMessage())));
        }
        List<Stub> stubs = StubFile.parse("recording", recorded.text(), broker.advertisedVersions());
        List<StubMapping> added = new ArrayList<>();
        for (int i = 0; i < stubs.size(); i++) {
            added.add(new StubMapping(
                    UUID.randomUUID(), stubs.get(i), recorded.stubs().get(i)));
        }
        mappings.replace(List.of(), added);
        return file(recorded);
    }

    private static HttpReply file(RecordedStubs recorded) {
        return HttpReply.text(200, "application/json", recorded.text());
    }

    private HttpReply status() {
        MockRecorder.Status status = broker.recorder().status();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("status", status.state());
        tree.put(TARGET, status.targetBroker());
        tree.put("exchanges", status.exchanges());
        tree.put("omitted", status.omitted());
        return HttpReply.json(200, tree);
    }
}

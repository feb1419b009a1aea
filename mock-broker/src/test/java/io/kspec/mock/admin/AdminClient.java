package io.kspec.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Calls an admin API as a test in any language would, and checks that each response is one that its description has. */
final class AdminClient {
    private static final ApiDescription DESCRIPTION = ApiDescription.read();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String url;
    private final List<AdminRoute> routes;

    AdminClient(AdminServer admin, MockBroker broker) {
        this.url = admin.url();
        this.routes = AdminRoutes.of(broker);
    }

    /** A response: its status, and its body as JSON. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    Answer send(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        JsonNode body = new ObjectMapper().readTree(response.body());
        route(method, path).ifPresent(route -> DESCRIPTION.check(route, response.statusCode(), body));
        return new Answer(response.statusCode(), body);
    }

    private Optional<AdminRoute> route(String method, String path) {
        List<String> segments = AdminRoute.segments(path.replaceFirst("\\?.*", ""));
        return routes.stream()
                .filter(route -> route.method().equals(method)
                        && route.parameters(segments).isPresent())
                .max(Comparator.comparingLong(AdminRoute::fixedSegments));
    }
}

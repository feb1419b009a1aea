package io.kspec.clients.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The REST API of a Schema Registry, as far as clients need it to register schemas and to look them up. */
final class RestFront implements AutoCloseable {
    private static final String NAME = "registry";
    private static final String LATEST = "latest";
    private static final JsonMapper JSON = new JsonMapper();

    private final SchemaStore store;
    private final WireMockServer server;

    /** Starts to answer on a free port, from a store. */
    RestFront(SchemaStore store) {
        this.store = store;
        this.server = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().extensions(new Answers()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(NAME)));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Computes each answer from what the store has read. */
    private final class Answers implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            try {
                return answer(event.getRequest());
            } catch (TimeoutException e) {
                return refusal(500, 50002, "Register operation timed out: " + e.getMessage());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }

    private ResponseDefinition answer(Request request)
            throws JsonProcessingException, InterruptedException, TimeoutException {
        List<String> path =
                List.of(URI.create(request.getUrl()).getPath().substring(1).split("/"));
        boolean posts = request.getMethod().equals(RequestMethod.POST);
        if (path.equals(List.of("subjects"))) {
            return json(
                    200,
                    store.schemas().stream()
                            .map(RegisteredSchema::subject)
                            .distinct()
                            .toList());
        }
        if (path.size() == 3 && path.get(0).equals("schemas")) {
            int id = Integer.parseInt(path.get(2));
            return find(known -> known.id() == id, 40403, "Schema not found");
        }
        String subject = path.get(1);
        if (posts) {
            String schema =
                    JSON.readTree(request.getBodyAsString()).path("schema").asText();
            if (path.size() == 3) {
                return json(200, store.register(subject, schema));
            }
            return find(
                    known -> known.subject().equals(subject) && known.schema().equals(schema),
                    40403,
                    "Schema not found");
        }
        String version = path.get(3);
        return find(
                known -> known.subject().equals(subject)
                        && (version.equals(LATEST) || version.equals(Integer.toString(known.version()))),
                40401,
                "Subject '" + subject + "' not found");
    }

    /** The newest schema that meets a condition, or else an error as the registry has it. */
    private ResponseDefinition find(Predicate<RegisteredSchema> condition, int error, String message)
            throws JsonProcessingException {
        Optional<RegisteredSchema> found =
                store.schemas().stream().filter(condition).max(Comparator.comparingInt(RegisteredSchema::version));
        return found.isPresent() ? json(200, found.get()) : refusal(404, error, message);
    }

    private static ResponseDefinition refusal(int status, int error, String message) {
        try {
            return json(status, Map.of("error_code", error, "message", message));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResponseDefinition json(int status, Object body) throws JsonProcessingException {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                .withBody(JSON.writeValueAsString(body))
                .build();
    }
}

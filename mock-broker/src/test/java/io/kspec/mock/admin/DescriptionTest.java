package io.kspec.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI description and the routes are the same API. */
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final ApiDescription description = ApiDescription.read();

    private Map<String, JsonNode> paths() {
        Map<String, JsonNode> paths = new LinkedHashMap<>();
        description.document().get("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        return paths;
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteExists() throws IOException {
        Set<String> described = new TreeSet<>();
        paths().forEach((path, item) -> item.fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                described.add(method + " " + path);
            }
        }));

        try (MockBroker broker = MockBroker.start()) {
            Set<String> routes = AdminRoutes.of(broker).stream()
                    .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.path())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        paths().forEach((path, item) -> {
            List<String> named = PARAMETER
                    .matcher(path)
                    .results()
                    .map(found -> found.group(1))
                    .toList();

            assertThat(item.path("parameters").findValuesAsText("name"))
                    .as(path)
                    .isEqualTo(named);
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndNothingIsDescribedInVain() {
        Set<String> used = new TreeSet<>();
        for (JsonNode reference : description.document().findValues("$ref")) {
            used.add(reference.asText().substring(1));
            assertThat(description
                            .document()
                            .at(reference.asText().substring(1))
                            .isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }

        Set<String> described = new TreeSet<>();
        for (String kind : List.of("parameters", "requestBodies", "responses", "schemas")) {
            description
                    .document()
                    .at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> described.add("/components/" + kind + "/" + name));
        }
        assertThat(used).isEqualTo(described);
    }
}

package io.kspec.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlReader;
import java.util.Locale;

/** The OpenAPI description, against which tests check what the API answers. */
final class ApiDescription {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** What every call of a closed broker is answered with. */
    private static final int CLOSED = 503;

    private final JsonNode document;

    private ApiDescription(JsonNode document) {
        this.document = document;
    }

    static ApiDescription read() {
        Problems problems = new Problems("openapi.yaml");
        Object plain = YamlReader.read(SystemRoutes.description(), problems)
                .orElseThrow()
                .plain();
        assertThat(problems.list()).isEmpty();
        return new ApiDescription(MAPPER.valueToTree(plain));
    }

    JsonNode document() {
        return document;
    }

    /** What a reference such as {@code #/components/schemas/Stub} leads to; the node itself if it is none. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Asserts that a response is one of those that a route, or every route, is described to have. */
    void check(AdminRoute route, int status, JsonNode body) {
        if (status == CLOSED) {
            return;
        }
        JsonNode responses = document.get("paths")
                .get(route.path())
                .get(route.method().toLowerCase(Locale.ROOT))
                .get("responses");
        String what = route.method() + " " + route.path() + " " + status + " " + body;
        assertThat(responses.has(Integer.toString(status))).as(what).isTrue();
        JsonNode schema = resolved(responses.get(Integer.toString(status))).at("/content/application~1json/schema");
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        assertThat(SCHEMAS.getSchema(whole).validate(body)).as(what).isEmpty();
    }
}

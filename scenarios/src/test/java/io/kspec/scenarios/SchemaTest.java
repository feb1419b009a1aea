package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kspec.scenarios.expect.ExpectationReader;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors accepts exactly what the reader accepts, as far as a schema can tell. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = packaged();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);

    private static final String WHOLE =
            """
            name: any
            description: any
            roles: [client]
            steps:
              - request: Heartbeat
            """;

    private static JsonNode packaged() {
        try (InputStream stream =
                Objects.requireNonNull(ScenarioCatalog.class.getResourceAsStream("schema/scenario.schema.json"), "schema")) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<ValidationMessage> validate(String yaml) {
        YamlNode document =
                YamlReader.read(yaml, new Problems("any.yaml")).orElseThrow();
        return VALIDATOR.validate(JSON.<JsonNode>valueToTree(document.plain()));
    }

    static Stream<Path> catalogFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("catalog"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("catalogFiles")
    void everyFileOfTheCatalogIsValid(Path file) throws IOException {
        assertThat(validate(Files.readString(file))).isEmpty();
    }

    @Test
    void everyFileOfTheCatalogIsPackagedUnderItsPath() throws IOException {
        assertThat(ScenarioCatalog.packaged().scenarios())
                .extracting(Scenario::file)
                .containsExactlyElementsOf(catalogFiles()
                        .map(file ->
                                Path.of("catalog").relativize(file).toString().replace('\\', '/'))
                        .sorted()
                        .toList());
    }

    @Test
    void theKeysAreThoseOfTheReader() {
        assertThat(keys(SCHEMA)).isEqualTo(new TreeSet<>(ScenarioReader.KEYS));
        assertThat(keys(definition("source"))).isEqualTo(new TreeSet<>(ScenarioReader.SOURCE_KEYS));
        assertThat(keys(definition("topic"))).isEqualTo(new TreeSet<>(ScenarioReader.TOPIC_KEYS));
        assertThat(keys(definition("parallel-request"))).isEqualTo(new TreeSet<>(StepKind.PARALLEL_KEYS));
        assertThat(keys(definition("condition"))).isEqualTo(new TreeSet<>(ExpectationReader.CONDITIONS));
        assertThat(keys(definition("records"))).isEqualTo(new TreeSet<>(ValueBinder.BATCH_KEYS));
        assertThat(keys(definition("record"))).isEqualTo(new TreeSet<>(ValueBinder.RECORD_KEYS));
        assertThat(alternatives(definition("bytes"))).isEqualTo(new TreeSet<>(ValueBinder.BYTES_FORMS));
        assertThat(alternatives(definition("destination"))).isEqualTo(new TreeSet<>(StepKind.TO_KEYS));
    }

    @ParameterizedTest
    @EnumSource(StepKind.class)
    void theKeysOfEachKindOfStepAreThoseOfTheReader(StepKind kind) {
        assertThat(keys(definition("step-" + kind.key()))).isEqualTo(new TreeSet<>(kind.keys()));
    }

    private static JsonNode definition(String name) {
        return SCHEMA.path("$defs").path(name);
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> alternatives(JsonNode definition) {
        Set<String> keys = new TreeSet<>();
        definition.path("anyOf").forEach(object -> keys.addAll(keys(object)));
        return keys;
    }

    @Test
    void theSmallestScenarioIsValidForBoth() {
        assertThat(validate(WHOLE)).isEmpty();
        assertThat(ScenarioReader.read("any.yaml", WHOLE).roles()).containsExactly("client");
    }

    @Test
    void theExampleInTheReadmeIsValidForBoth() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        String example =
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml") + 8));

        assertThat(validate(example)).isEmpty();
        assertThat(ScenarioReader.read("README.md", example).steps()).hasSize(1);
    }

    /** Each of these lines replaces one of the smallest scenario. Both the reader and the schema refuse the result. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: Not A Name",
                "description: ",
                "roles: []",
                "roles: client",
                "steps: []",
                "steps: [{request: Heartbeat, expects: {}}]",
                "steps: [{request: Heartbeat, wait: 1s}]",
                "steps: [{wait: 1}]",
                "steps: [{wait: 10h}]",
                "steps: [{name: nothing}]",
                "steps: [{disconnect: false}]",
                "steps: [{parallel: [{request: Heartbeat}]}]",
                "steps: [{parallel: [{request: Heartbeat}, {request: Heartbeat, within: 1s}]}]",
                "steps: [{request: Heartbeat, expect: {'Topics[x]': 1}}]",
                "steps: [{request: Heartbeat, expect: {ErrorCode: {equal: 0}}}]",
                "steps: [{request: Heartbeat, capture: {'a b': ErrorCode}}]",
                "steps: [{raw: {utf16: a}}]",
                "steps: [{raw: 00, size: some}]",
                "steps: [{request: Heartbeat, to: {coordinator: g, leader: t}}]",
                "source: {author: me}",
                "topics: {a: {partitions: 0}}",
                "versions: {Heartbeat: x}",
                "sweeps: Heartbeat"
            })
    void theSchemaRefusesWhatTheReaderRefuses(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        String text = WHOLE.contains("\n" + key) || WHOLE.startsWith(key)
                ? WHOLE.replaceFirst("(?m)^" + key + ".*(\n  .*)*", line.replace("$", "\\$"))
                : WHOLE + line + "\n";

        assertThat(validate(text)).isNotEmpty();
        assertThatExceptionOfType(InvalidScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read("any.yaml", text));
    }
}

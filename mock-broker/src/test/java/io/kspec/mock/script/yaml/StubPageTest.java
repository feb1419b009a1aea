package io.kspec.mock.script.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/stubs.md and the schema for editors are what the list of keys says. */
class StubPageTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Path SCHEMA = Path.of("src/main/resources/io/kspec/mock/schema/stubs.schema.json");
    private static final Path PAGE = Path.of("../docs/stubs.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    private static final JsonSchema VALIDATOR = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JSON.<JsonNode>valueToTree(StubSchema.of()));

    private static Set<ValidationMessage> validate(String yaml) {
        Object plain =
                YamlReader.read(yaml, new Problems("stubs.yaml")).orElseThrow().plain();
        return VALIDATOR.validate(JSON.<JsonNode>valueToTree(plain));
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        assertIsUpToDate(PAGE, StubPage.of());
    }

    @Test
    void theSchemaIsUpToDate() throws IOException {
        assertIsUpToDate(SCHEMA, JSON.writeValueAsString(StubSchema.of()) + "\n");
    }

    private static void assertIsUpToDate(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("kspec.stubs.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, expected);
        } else if (!Files.exists(file) || !Files.readString(file).equals(expected)) {
            fail(file + " is not what the list of keys says; with -Dkspec.stubs.write=true this test writes it");
        }
    }

    /** The files of stubs in the repository, and those that its documents show. */
    static Stream<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path document : List.of(Path.of("../README.md"), Path.of("../docs/mock.md"), PAGE)) {
            BLOCK.matcher(Files.readString(document))
                    .results()
                    .map(block -> block.group(1))
                    .forEach(files::add);
        }
        try (Stream<Path> resources = Files.walk(Path.of("src/test/resources"))) {
            // corrid.yaml has a user's mistake, which the reader refuses.
            for (Path file : resources
                    .filter(each -> each.toString().endsWith(".yaml") && !each.endsWith("corrid.yaml"))
                    .toList()) {
                files.add(Files.readString(file));
            }
        }
        return files.stream()
                .filter(text -> Pattern.compile("(?m)^stubs:").matcher(text).find());
    }

    @Test
    void theRepositoryHasFilesOfStubs() throws IOException {
        assertThat(files().count()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReaderAndTheSchemaAcceptEveryFileOfTheRepository(String yaml) {
        assertThat(StubFile.parse("stubs.yaml", yaml)).isNotEmpty();
        assertThat(validate(yaml)).isEmpty();
    }

    static Stream<StubKey> keysWithValues() {
        return StubKeys.all().stream().filter(key -> key.needs().isEmpty() && !StubSchema.isChange(key.section()));
    }

    /** A file with a key and its example. */
    private static String file(StubKey key) {
        return switch (key.section()) {
            case FILE -> key.name() + ": " + key.example() + "\n";
            case REQUEST ->
                "stubs:\n  - request: {" + key.name() + ": " + key.example() + "}\n    response: {ending: silence}\n";
            case RESPONSE -> "stubs:\n  - request: {}\n    response: {" + key.name() + ": " + key.example() + "}\n";
            default ->
                "stubs:\n  - " + key.name() + ": " + key.example() + "\n"
                        + (key.name().equals("request") ? "" : "    request: {api: Fetch}\n")
                        + (key.name().equals("response") ? "" : "    response: {ending: silence}\n");
        };
    }

    @ParameterizedTest
    @MethodSource("keysWithValues")
    void theSchemaAcceptsTheExampleOfEveryKey(StubKey key) {
        assertThat(validate(file(key))).as(file(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stub: []",
                "stubs: 3",
                "stubs: [{request: {}}]",
                "stubs: [{request: {api: Fetsch}, response: {}}]",
                "stubs: [{request: {nth: 0}, response: {}}]",
                "stubs: [{request: {chance: 2}, response: {}}]",
                "stubs: [{request: {seed: 2}, response: {}}]",
                "stubs: [{request: {versions: new}, response: {}}]",
                "stubs: [{request: {}, response: {ending: silent}}]",
                "stubs: [{request: {}, response: {error: OOPS}}]",
                "stubs: [{request: {}, response: {delay: 3 weeks}}]",
                "stubs: [{request: {}, response: {body: xyz}}]",
                "stubs: [{request: {}, response: {bytes: [{omit: ErrorCode, double: ErrorCode}]}}]",
                "stubs: [{request: {}, response: {bytes: [{encode: ErrorCode}]}}]"
            })
    void theReaderAndTheSchemaRefuse(String yaml) {
        assertThat(validate(yaml)).isNotEmpty();
        assertThatExceptionOfType(StubFileException.class).isThrownBy(() -> StubFile.parse("stubs.yaml", yaml));
    }
}

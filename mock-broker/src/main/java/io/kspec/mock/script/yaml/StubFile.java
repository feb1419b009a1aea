package io.kspec.mock.script.yaml;

import io.kspec.mock.api.Handlers;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.Stub;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads stubs from YAML:
 *
 * <pre>{@code
 * stubs:
 *   - name: throttle time too early
 *     request: {api: JoinGroup, versions: 0-1, client: app, where: {GroupId: g}, nth: 2}
 *     response:
 *       bytes:
 *         - {insertBefore: ErrorCode, hex: "00000000"}
 * }</pre>
 *
 * <p>{@link StubKeys} lists all keys. JSON is YAML, so the same stubs can be written in JSON.
 */
public final class StubFile {
    private StubFile() {}

    /**
     * Reads a file for a broker that answers everything that the mock can.
     *
     * @throws IOException if it cannot be read
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> read(Path file) throws IOException {
        return read(file, Handlers.versions());
    }

    /**
     * Reads a file.
     *
     * @param answered what the broker answers
     * @throws IOException if it cannot be read
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> read(Path file, AnsweredVersions answered) throws IOException {
        Problems problems = new Problems(file.toString());
        return stubs(YamlReader.read(file, problems), answered, problems);
    }

    /**
     * Reads the text of a file for a broker that answers everything that the mock can.
     *
     * @param file the file's name in error messages
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> parse(String file, String text) {
        return parse(file, text, Handlers.versions());
    }

    /**
     * Reads the text of a file.
     *
     * @param file the file's name in error messages
     * @param answered what the broker answers
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> parse(String file, String text, AnsweredVersions answered) {
        Problems problems = new Problems(file);
        return stubs(YamlReader.read(text, problems), answered, problems);
    }

    private static List<Stub> stubs(Optional<YamlNode> document, AnsweredVersions answered, Problems problems) {
        List<Stub> stubs = new ArrayList<>();
        Optional<MappingReader> root = document.flatMap(node -> KeyedMapping.of(node, StubSection.FILE, problems));
        if (root.isPresent() && root.get().require("stubs").isPresent()) {
            root.get().items("stubs").forEach(item -> stub(item, answered, problems)
                    .ifPresent(stubs::add));
        }
        if (!problems.isEmpty()) {
            throw new StubFileException(problems.list());
        }
        return stubs;
    }

    /**
     * Reads which requests are meant, without how often a stub acts on them; empty if something is wrong, which is reported.
     *
     * @param answered what the broker answers
     */
    public static Optional<RequestPattern> pattern(YamlNode request, AnsweredVersions answered, Problems problems) {
        return RequestReader.of(request, answered, problems).flatMap(RequestReader::pattern);
    }

    /**
     * Reads an item of {@code stubs}; empty if something is wrong in it, which is reported.
     *
     * @param answered what the broker answers
     */
    public static Optional<Stub> stub(YamlNode item, AnsweredVersions answered, Problems problems) {
        Optional<MappingReader> stub = KeyedMapping.of(item, StubSection.STUB, problems);
        if (stub.isEmpty()) {
            return Optional.empty();
        }
        String name = stub.get().text("name");
        Optional<RequestReader> request =
                stub.get().require("request").flatMap(node -> RequestReader.of(node, answered, problems));
        Optional<RequestPattern> pattern = request.flatMap(RequestReader::pattern);
        Optional<ResponseDefinition> response =
                stub.get().require("response").map(node -> new ResponseReader(pattern, problems).read(node));
        if (pattern.isEmpty() || response.isEmpty() || !problems.isEmpty()) {
            return Optional.empty();
        }
        Stub every = pattern.get().willReturn(response.get());
        Stub counted = request.get().occurrences(name == null ? every : every.named(name));
        return Optional.of(inScenario(counted, stub.get()));
    }

    private static Stub inScenario(Stub stub, MappingReader keys) {
        String scenario = keys.text("scenarioName");
        if (scenario == null) {
            return stub;
        }
        Stub step = stub.inScenario(scenario);
        String required = keys.text("requiredScenarioState");
        String next = keys.text("newScenarioState");
        step = required == null ? step : step.whenScenarioStateIs(required);
        return next == null ? step : step.willSetStateTo(next);
    }
}

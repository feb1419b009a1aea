package io.kspec.mock.script.yaml;

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
import java.util.Set;

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
 * <p>The keys of a request are those of {@link RequestReader}, the keys of a response those of {@link ResponseReader}.
 */
public final class StubFile {
    private static final Set<String> KEYS = Set.of("stubs");
    private static final Set<String> STUB_KEYS = Set.of("name", "request", "response");

    private StubFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> read(Path file) throws IOException {
        Problems problems = new Problems(file.toString());
        return stubs(YamlReader.read(file, problems), problems);
    }

    /**
     * Reads the text of a file.
     *
     * @param file the file's name in error messages
     * @throws StubFileException with everything that is wrong in it
     */
    public static List<Stub> parse(String file, String text) {
        Problems problems = new Problems(file);
        return stubs(YamlReader.read(text, problems), problems);
    }

    private static List<Stub> stubs(Optional<YamlNode> document, Problems problems) {
        List<Stub> stubs = new ArrayList<>();
        Optional<MappingReader> root =
                document.flatMap(node -> MappingReader.of(node, "a file of stubs", KEYS, problems));
        if (root.isPresent() && root.get().require("stubs").isPresent()) {
            root.get().items("stubs").forEach(item -> stub(item, problems).ifPresent(stubs::add));
        }
        if (!problems.isEmpty()) {
            throw new StubFileException(problems.list());
        }
        return stubs;
    }

    /** Reads which requests are meant, without {@code nth}, {@code first} and {@code from}; empty if that is not possible. */
    public static Optional<RequestPattern> pattern(YamlNode request, Problems problems) {
        return RequestReader.of(request, problems).flatMap(RequestReader::pattern);
    }

    /** Reads an item of {@code stubs}; empty if something is wrong in it, which is reported. */
    public static Optional<Stub> stub(YamlNode item, Problems problems) {
        Optional<MappingReader> stub = MappingReader.of(item, "a stub", STUB_KEYS, problems);
        if (stub.isEmpty()) {
            return Optional.empty();
        }
        String name = stub.get().text("name");
        Optional<RequestReader> request =
                stub.get().require("request").flatMap(node -> RequestReader.of(node, problems));
        Optional<RequestPattern> pattern = request.flatMap(RequestReader::pattern);
        Optional<ResponseDefinition> response =
                stub.get().require("response").map(node -> new ResponseReader(pattern, problems).read(node));
        if (pattern.isEmpty() || response.isEmpty() || !problems.isEmpty()) {
            return Optional.empty();
        }
        Stub every = pattern.get().willReturn(response.get());
        Stub counted = request.get().occurrences(name == null ? every : every.named(name));
        return Optional.of(counted);
    }
}

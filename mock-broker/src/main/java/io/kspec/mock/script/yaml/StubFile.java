package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * <p>{@code refused: true} means the requests that Kafka refuses by closing the connection, rather than those that it answers.
 * Of the requests that match, {@code nth} means one, {@code first} the first so many and {@code from} all from one on. What
 * a response may say, {@link ResponseReader} lists.
 */
public final class StubFile {
    private static final Set<String> STUB_KEYS = Set.of("name", "request", "response");
    private static final Set<String> REQUEST_KEYS =
            Set.of("api", "versions", "client", "where", "refused", "nth", "first", "from");

    private StubFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws StubFileException if it does not say what it should
     */
    public static List<Stub> read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads a text.
     *
     * @param file what errors call it
     * @throws StubFileException if it does not say what it should
     */
    public static List<Stub> parse(String file, String text) {
        Node document = NodeReader.read(file, text);
        Map<String, Node> root = document.map("a map with stubs");
        checkKeys(root, Set.of("stubs"));
        Node stubs = root.get("stubs");
        if (stubs == null) {
            throw document.failure("a map with stubs");
        }
        return stubs.list("a list of stubs").stream().map(StubFile::stub).toList();
    }

    private static Stub stub(Node node) {
        Map<String, Node> map = node.map("a stub with request and response");
        checkKeys(map, STUB_KEYS);
        Node request = map.get("request");
        Node response = map.get("response");
        if (request == null || response == null) {
            throw node.failure("a stub with request and response");
        }
        ResponseDefinition definition = new ResponseReader().read(response);
        Stub stub = occurrences(request, answering(response, pattern(request), definition));
        Node name = map.get("name");
        return name == null ? stub : stub.named(name.text("a name"));
    }

    private static Stub answering(Node response, RequestPattern pattern, ResponseDefinition definition) {
        try {
            return pattern.willReturn(definition);
        } catch (IllegalArgumentException e) {
            throw new StubFileException(response.place() + ": " + e.getMessage());
        }
    }

    private static RequestPattern pattern(Node node) {
        Map<String, Node> map = node.map("a map of what requests are meant");
        checkKeys(map, REQUEST_KEYS);
        RequestPattern pattern = RequestPattern.anyRequest();
        Node api = map.get("api");
        if (api != null) {
            pattern = api.read("the name of an API", RequestPattern::request);
        }
        Node versions = map.get("versions");
        if (versions != null) {
            Versions range = versions.read("versions such as 3, 0-4 or 5+", Versions::parse);
            pattern = pattern.atVersions(range.lowest(), range.highest());
        }
        Node client = map.get("client");
        if (client != null) {
            pattern = pattern.fromClient(client.text("a client id"));
        }
        Node refused = map.get("refused");
        if (refused != null && refused.bool("true or false")) {
            pattern = onlyRefused(refused, pattern);
        }
        Node where = map.get("where");
        if (where != null) {
            for (Map.Entry<String, Node> field : where.map("values by path").entrySet()) {
                pattern = where(pattern, field.getKey(), field.getValue());
            }
        }
        return pattern;
    }

    private static RequestPattern onlyRefused(Node node, RequestPattern pattern) {
        try {
            return pattern.onlyRefused();
        } catch (IllegalArgumentException e) {
            throw new StubFileException(node.place() + ": " + e.getMessage());
        }
    }

    private static RequestPattern where(RequestPattern pattern, String path, Node value) {
        try {
            return pattern.where(path, value.plain());
        } catch (IllegalArgumentException e) {
            throw new StubFileException(value.place() + ": " + e.getMessage());
        }
    }

    private static Stub occurrences(Node request, Stub stub) {
        Map<String, Node> map = request.map("a map of what requests are meant");
        Node nth = map.get("nth");
        Node first = map.get("first");
        Node from = map.get("from");
        try {
            if (nth != null) {
                return stub.onNth(nth.number("a count from 1 on"));
            }
            if (first != null) {
                return stub.onFirst(first.number("a count from 1 on"));
            }
            return from == null ? stub : stub.fromNth(from.number("a count from 1 on"));
        } catch (IllegalArgumentException e) {
            throw new StubFileException(request.place() + ": " + e.getMessage());
        }
    }

    static void checkKeys(Map<String, Node> map, Set<String> known) {
        map.forEach((key, node) -> {
            if (!known.contains(key)) {
                throw new StubFileException(node.place() + ": expected one of "
                        + known.stream().sorted().toList() + ", found " + key);
            }
        });
    }
}

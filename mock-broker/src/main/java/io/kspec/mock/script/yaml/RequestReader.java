package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.FilePosition;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads which requests a stub applies to. Keys, all of them optional:
 *
 * <ul>
 *   <li>{@code api}: the name of an API; {@code versions}: as {@code 3}, {@code 0-4} or {@code 5+}; {@code client}: a client id
 *   <li>{@code where}: values of the request's fields by path
 *   <li>{@code refused: true}: requests that Kafka refuses by closing the connection, rather than those that it answers
 *   <li>{@code nth}: only the n-th matching request, from 1; {@code first}: only the first n; {@code from}: all from the n-th
 * </ul>
 */
final class RequestReader {
    private static final Set<String> KEYS =
            Set.of("api", "versions", "client", "where", "refused", "nth", "first", "from");
    private static final List<String> OCCURRENCES = List.of("nth", "first", "from");

    private final MappingReader request;
    private final Problems problems;

    private RequestReader(MappingReader request, Problems problems) {
        this.request = request;
        this.problems = problems;
    }

    static Optional<RequestReader> of(YamlNode node, Problems problems) {
        return MappingReader.of(node, "a request", KEYS, problems).map(request -> new RequestReader(request, problems));
    }

    /** The pattern without its occurrences; empty if its API is unknown. */
    Optional<RequestPattern> pattern() {
        checkOccurrences();
        RequestPattern pattern = RequestPattern.anyRequest();
        if (request.has("api")) {
            Optional<ApiSpec> api = api();
            if (api.isEmpty()) {
                return Optional.empty();
            }
            pattern = RequestPattern.request(api.get().name());
        }
        Optional<Versions> versions =
                request.parsed("versions", "versions such as 3, 0-4 or 5+", RequestReader::versions);
        if (versions.isPresent()) {
            pattern = pattern.atVersions(versions.get().lowest(), versions.get().highest());
        }
        String client = request.text("client");
        if (client != null) {
            pattern = pattern.fromClient(client);
        }
        if (request.flag("refused", false)) {
            pattern = valid(request.find("refused").orElseThrow().at(), pattern, pattern::onlyRefused);
        }
        for (Entry field : request.entries("where")) {
            pattern = where(pattern, field);
        }
        return Optional.of(pattern);
    }

    private Optional<ApiSpec> api() {
        String name = request.requireText("api");
        Optional<ApiSpec> api = Catalog.standard().find(name);
        if (api.isEmpty() && !name.isEmpty()) {
            List<String> known = Catalog.standard().apis().stream()
                    .flatMap(spec -> spec.names().stream())
                    .toList();
            problems.unknownName(request.find("api").orElseThrow().at(), "the name of an API", known, name);
        }
        return api;
    }

    private static Versions versions(String text) {
        Versions versions = Versions.parse(text);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(text);
        }
        return versions;
    }

    private RequestPattern where(RequestPattern pattern, Entry field) {
        String path = field.name();
        Object value = field.value().plain();
        return valid(field.key().at(), pattern, () -> {
            try {
                return pattern.where(path, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + FieldSuggestion.inRequest(path, pattern), e);
            }
        });
    }

    private RequestPattern valid(FilePosition at, RequestPattern before, Supplier<RequestPattern> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            problems.add(at, String.valueOf(e.getMessage()));
            return before;
        }
    }

    private void checkOccurrences() {
        List<String> given = OCCURRENCES.stream().filter(request::has).toList();
        if (given.size() > 1) {
            problems.add(
                    request.at(), "expected one of nth, first and from at most, found " + String.join(" and ", given));
        }
        OCCURRENCES.forEach(this::count);
    }

    private @Nullable Long count(String key) {
        return request.wholeNumber(key, 1);
    }

    /** A stub, limited to the occurrences that the request names. */
    Stub occurrences(Stub stub) {
        Long nth = count("nth");
        Long first = count("first");
        Long from = count("from");
        if (nth != null) {
            return stub.onNth(nth);
        }
        if (first != null) {
            return stub.onFirst(first);
        }
        return from == null ? stub : stub.fromNth(from);
    }
}

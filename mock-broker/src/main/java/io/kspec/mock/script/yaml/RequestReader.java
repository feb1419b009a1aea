package io.kspec.mock.script.yaml;

import io.kspec.mock.api.Gaps;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.ValueMisfitException;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads which requests a stub acts on. The keys, all of them optional, are those of {@link StubSection#REQUEST}. */
final class RequestReader {
    private static final List<String> RANGES = List.of("nth", "first", "from");

    private final MappingReader request;
    private final AnsweredVersions answered;
    private final Problems problems;

    private RequestReader(MappingReader request, AnsweredVersions answered, Problems problems) {
        this.request = request;
        this.answered = answered;
        this.problems = problems;
    }

    /**
     * @param answered what the broker answers; other requests never reach a stub, unless it is for refused ones
     */
    static Optional<RequestReader> of(YamlNode node, AnsweredVersions answered, Problems problems) {
        return KeyedMapping.of(node, StubSection.REQUEST, problems)
                .map(request -> new RequestReader(request, answered, problems));
    }

    /** The pattern without its occurrences; empty if its API is unknown. */
    Optional<RequestPattern> pattern() {
        checkOccurrences();
        RequestPattern pattern = RequestPattern.anyRequest();
        Optional<ApiSpec> api = Optional.empty();
        if (request.has("api")) {
            api = api();
            if (api.isEmpty()) {
                return Optional.empty();
            }
            pattern = RequestPattern.request(api.get().name());
        }
        Optional<Versions> versions =
                request.parsed("versions", StubValueType.VERSIONS.toString(), RequestReader::versions);
        if (versions.isPresent()) {
            pattern = pattern.atVersions(versions.get().lowest(), versions.get().highest());
        }
        String client = request.text("client");
        if (client != null) {
            pattern = pattern.fromClient(client);
        }
        Long broker = request.wholeNumber("broker", 0);
        if (broker != null) {
            pattern = pattern.toBroker(Math.toIntExact(Math.min(broker, Integer.MAX_VALUE)));
        }
        if (request.flag("refused", false)) {
            pattern = valid(request.find("refused").orElseThrow().at(), pattern, pattern::onlyRefused);
        } else {
            api.ifPresent(known -> checkAnswered(known, versions));
        }
        for (Entry field : request.entries("where")) {
            pattern = where(pattern, field);
        }
        return Optional.of(pattern);
    }

    /** Reports requests that the broker refuses before a stub sees them. */
    private void checkAnswered(ApiSpec api, Optional<Versions> versions) {
        Versions known = answered.of(api);
        if (known.isEmpty()) {
            problems.add(
                    request.find("api").orElseThrow().at(),
                    "expected an API that the mock broker answers, found " + api.name() + reason(api, api.versions()));
        } else if (versions.isPresent()) {
            Versions asked = versions.get().intersect(api.versions());
            if (asked.isEmpty() || !asked.intersect(known).equals(asked)) {
                problems.add(
                        request.find("versions").orElseThrow().at(),
                        "expected versions that the mock broker answers, which are " + known + " of " + api.name()
                                + ", found " + versions.get() + reason(api, asked));
            }
        }
    }

    private String reason(ApiSpec api, Versions asked) {
        for (int version = asked.lowest(); version <= asked.highest(); version++) {
            Optional<String> reason = answered.has(api, version)
                    ? Optional.empty()
                    : Gaps.declared().reason(api, version);
            if (reason.isPresent()) {
                return ": " + reason.get();
            }
        }
        return "";
    }

    private Optional<ApiSpec> api() {
        String name = request.requireText("api");
        Optional<ApiSpec> api = Catalog.standard().find(name);
        if (api.isEmpty() && !name.isEmpty()) {
            problems.unknownName(
                    request.find("api").orElseThrow().at(),
                    StubValueType.API.toString(),
                    StubValueType.API.choices(),
                    name);
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
        try {
            return pattern.where(path, field.value().plain());
        } catch (ValueMisfitException e) {
            problems.add(field.value().at(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problems.add(field.key().at(), e.getMessage() + FieldSuggestion.inRequest(path, pattern));
        }
        return pattern;
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
        List<String> given = RANGES.stream().filter(request::has).toList();
        if (given.size() > 1) {
            problems.add(
                    request.at(), "expected one of nth, first and from at most, found " + String.join(" and ", given));
        }
        RANGES.forEach(this::count);
        count("every");
        chance();
        request.wholeNumber("seed", Long.MIN_VALUE);
    }

    private @Nullable Long count(String key) {
        return request.wholeNumber(key, 1);
    }

    private @Nullable Double chance() {
        return request.parsed("chance", "chance as " + StubValueType.PROBABILITY, RequestReader::probability)
                .orElse(null);
    }

    private static double probability(String text) {
        double probability = Double.parseDouble(text);
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(text);
        }
        return probability;
    }

    /** A stub, limited to the occurrences that the request names. */
    Stub occurrences(Stub stub) {
        Stub limited = ranged(stub);
        Long every = count("every");
        if (every != null) {
            limited = limited.onEvery(every);
        }
        Double chance = chance();
        Long seed = request.wholeNumber("seed", Long.MIN_VALUE);
        return chance == null ? limited : limited.withChance(chance, seed == null ? 0 : seed);
    }

    private Stub ranged(Stub stub) {
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

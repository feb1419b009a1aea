package io.kspec.protocol.spec;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.MessageSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All APIs and messages that the known Kafka releases define. A version's definition comes from the newest release that
 * has the version.
 *
 * <p>Source: {@code common/message/*.json} of the kafka-clients artifacts that {@code pom.xml} names, and of the group, share and
 * transaction coordinators of the same releases. The structures of Kafka Connect, which Kafka has no definitions of, are
 * defined here in the same way. Definitions are read on first use, of requests at first no more than names, keys and versions.
 * Thread-safe.
 */
public final class Catalog {
    private static final String REQUEST = "Request";
    private static final String RESPONSE = "Response";
    /** The folder of the definitions that no release has. */
    private static final String CONNECT = "connect";

    private final DefinitionReader reader = new DefinitionReader();
    /** The releases, newest first. */
    private final List<String> releases;
    /** The folders with definitions: the releases, newest first, and others. */
    private final List<String> folders;

    private final Map<String, List<String>> namesByRelease = new HashMap<>();
    private final Map<String, MessageDefinition> definitions = new ConcurrentHashMap<>();
    private final Map<MessageId, MessageSpec> others = new ConcurrentHashMap<>();
    /** In ascending order of their keys. */
    private final List<ApiSpec> apis = new ArrayList<>();

    /** By key; null where there is none. */
    private final @Nullable ApiSpec[] byKey;

    private final Map<String, ApiSpec> byName = new HashMap<>();
    /** By version. */
    private final List<MessageSpec> requestHeaders;

    private final List<MessageSpec> responseHeaders;

    private static final class Standard {
        private static final Catalog INSTANCE = new Catalog();
    }

    private Catalog() {
        List<String> newestFirst = new ArrayList<>(reader.releases());
        Collections.reverse(newestFirst);
        releases = List.copyOf(newestFirst);
        newestFirst.add(CONNECT);
        folders = List.copyOf(newestFirst);
        NavigableMap<Integer, List<DefinitionHead>> requests = new TreeMap<>();
        for (String release : folders) {
            List<String> names = reader.names(release);
            namesByRelease.put(release, names);
            names.stream()
                    .filter(name -> name.endsWith(REQUEST))
                    .map(name -> reader.readHead(release, name))
                    .forEach(head -> requests.computeIfAbsent(head.apiKey(), key -> new ArrayList<>())
                            .add(head));
        }
        byKey = new @Nullable ApiSpec[requests.lastKey() + 1];
        requests.forEach((key, newestFirstHeads) -> {
            ApiSpec api = api(key, newestFirstHeads);
            apis.add(api);
            byKey[key] = api;
            api.names().forEach(name -> byName.put(name, api));
        });
        requestHeaders = headers("RequestHeader");
        responseHeaders = headers("ResponseHeader");
    }

    /** The catalog of the releases whose definitions the build unpacks. */
    public static Catalog standard() {
        return Standard.INSTANCE;
    }

    /** The releases that the definitions come from, newest first. */
    public List<String> releases() {
        return releases;
    }

    /** All APIs, in ascending order of their keys. */
    public Collection<ApiSpec> apis() {
        return Collections.unmodifiableList(apis);
    }

    /** The API with the given key; empty if no release has one. */
    public Optional<ApiSpec> find(int apiKey) {
        return apiKey >= 0 && apiKey < byKey.length ? Optional.ofNullable(byKey[apiKey]) : Optional.empty();
    }

    /** The API with the given name, which may be a former one; empty if no release has one. */
    public Optional<ApiSpec> find(String apiName) {
        return Optional.ofNullable(byName.get(apiName));
    }

    /** The API with the given name.
     * @throws IllegalArgumentException if no release has such an API
     */
    public ApiSpec api(String apiName) {
        return find(apiName)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no API named " + apiName + "; expected one of " + new TreeMap<>(byName).keySet()));
    }

    /** The names of all structures that are not requests, responses or headers, sorted. */
    public SortedSet<String> dataNames() {
        return namesByRelease.values().stream()
                .flatMap(List::stream)
                .filter(name -> !name.endsWith(REQUEST) && !name.endsWith(RESPONSE) && !name.endsWith("Header"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A structure that is not a request, response or header, such as {@code ConsumerProtocolSubscription}.
     *
     * @throws IllegalArgumentException if no release defines the version
     */
    public MessageSpec data(String name, int version) {
        return other(new MessageId(name, MessageType.DATA, MessageId.NO_API_KEY, version), name);
    }

    /** The versions of a structure that is not a request or response. */
    public Versions dataVersions(String name) {
        return defining(List.of(name)).stream()
                .map(MessageDefinition::validVersions)
                .reduce(Catalog::span)
                .orElseThrow(() -> new IllegalArgumentException("no message named " + name));
    }

    MessageSpec requestHeader(int version) {
        return requestHeaders.get(version);
    }

    MessageSpec responseHeader(int version) {
        return responseHeaders.get(version);
    }

    private List<MessageSpec> headers(String name) {
        return IntStream.rangeClosed(0, dataVersions(name).highest())
                .mapToObj(version -> new MessageId(name, MessageType.HEADER, MessageId.NO_API_KEY, version))
                .map(id -> other(id, name))
                .toList();
    }

    MessageSpec request(ApiSpec api, int version) {
        return resolve(new MessageId(api.name(), MessageType.REQUEST, api.key(), version), api.names(), REQUEST);
    }

    MessageSpec response(ApiSpec api, int version) {
        return resolve(new MessageId(api.name(), MessageType.RESPONSE, api.key(), version), api.names(), RESPONSE);
    }

    private MessageSpec other(MessageId id, String name) {
        return others.computeIfAbsent(id, key -> resolve(key, List.of(name), ""));
    }

    private MessageSpec resolve(MessageId id, List<String> names, String suffix) {
        List<MessageDefinition> all =
                defining(names.stream().map(name -> name + suffix).toList());
        for (MessageDefinition definition : all) {
            if (definition.validVersions().contains(id.version())) {
                StructResolver resolver = new StructResolver(definition, id, FieldNames.of(all));
                return new MessageSpec(id, definition.release(), resolver.resolve());
            }
        }
        throw new IllegalArgumentException("no release of " + releases + " defines " + id);
    }

    /** The definitions that have one of the given names, newest release first. */
    private List<MessageDefinition> defining(List<String> names) {
        return folders.stream()
                .flatMap(release -> names.stream()
                        .filter(namesByRelease.getOrDefault(release, List.of())::contains)
                        .map(name -> definition(release, name)))
                .toList();
    }

    private MessageDefinition definition(String release, String name) {
        return definitions.computeIfAbsent(release + "/" + name, path -> reader.read(release, name));
    }

    private ApiSpec api(int key, List<DefinitionHead> newestFirst) {
        List<DefinitionHead> valid = newestFirst.stream()
                .filter(definition -> !definition.validVersions().isEmpty())
                .toList();
        DefinitionHead newest = valid.get(0);
        Versions versions = valid.stream()
                .map(DefinitionHead::validVersions)
                .reduce(Catalog::span)
                .orElseThrow();
        List<String> names = new ArrayList<>();
        for (DefinitionHead head : newestFirst) {
            String name = head.name().substring(0, head.name().length() - REQUEST.length());
            if (!names.contains(name)) {
                names.add(0, name);
            }
        }
        return new ApiSpec(this, key, names, newest.listeners(), versions);
    }

    private static Versions span(Versions a, Versions b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return new Versions(Math.min(a.lowest(), b.lowest()), Math.max(a.highest(), b.highest()));
    }
}

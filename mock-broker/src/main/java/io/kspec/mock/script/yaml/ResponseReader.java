package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a stub answers. Keys, all of them optional:
 *
 * <ul>
 *   <li>{@code applied: false}: the request takes no effect, and the response starts from defaults
 *   <li>{@code ending}: {@code silence} sends no response, {@code disconnect} closes the connection instead of responding, {@code
 *       overtaken} sends the response after the next one
 *   <li>{@code evenWhereKafkaIsSilent: true}: responds even when Kafka would not, e.g. to Produce with acks=0
 *   <li>{@code ask}: values of the request's fields by path, which replace those that the client sent
 *   <li>{@code error}: an error by name or code; {@code set}: values by path; {@code remove}: a list of paths of entries; {@code
 *       add}: entries by path of their array
 *   <li>{@code layout}: the version whose layout the response has
 *   <li>{@code body}: hexadecimal digits instead of the body
 *   <li>{@code bytes}: a list of changes as {@link ByteChangeReader} reads them
 *   <li>{@code sizeOffBy}, {@code correlationIdOffBy}: what is added to the size and to the correlation id
 *   <li>{@code delay}: how long the response is held back, as {@code 200ms} or {@code 3s}
 * </ul>
 */
final class ResponseReader {
    private static final Set<String> KEYS = Set.of(
            "applied",
            "ending",
            "evenWhereKafkaIsSilent",
            "ask",
            "error",
            "set",
            "remove",
            "add",
            "layout",
            "body",
            "bytes",
            "sizeOffBy",
            "correlationIdOffBy",
            "delay");
    private static final List<String> ENDINGS = List.of("disconnect", "overtaken", "silence");
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private final Optional<RequestPattern> request;
    private final Problems problems;
    private ResponseDefinition response = ResponseDefinition.asKafka();
    /** What single changes are tried out on. */
    private ResponseDefinition unchanged = ResponseDefinition.asKafka();

    /**
     * @param request the requests that are answered; empty if they are unknown, so that paths cannot be checked
     */
    ResponseReader(Optional<RequestPattern> request, Problems problems) {
        this.request = request;
        this.problems = problems;
    }

    ResponseDefinition read(YamlNode node) {
        MappingReader.of(node, "a response", KEYS, problems).ifPresent(this::read);
        return response;
    }

    private void read(MappingReader reader) {
        response = start(reader);
        Integer layout = layout(reader);
        if (layout != null) {
            response = response.inLayoutOf(layout);
            unchanged = unchanged.inLayoutOf(layout);
        }
        // Changes apply in the order of the file.
        reader.keys().forEach(key -> read(key, reader));
    }

    /** What the changes start from. */
    private ResponseDefinition start(MappingReader reader) {
        boolean applied = reader.flag("applied", true);
        ResponseDefinition start = applied ? ResponseDefinition.asKafka() : ResponseDefinition.aResponse();
        String ending = reader.text("ending");
        if (ending == null || ending.isEmpty()) {
            return start;
        }
        switch (ending) {
            case "overtaken":
                return start.overtaken();
            case "disconnect":
                return applied ? ResponseDefinition.disconnect() : ResponseDefinition.disconnectBeforeApplying();
            case "silence":
                if (!applied) {
                    problems.add(reader.at(), "expected applied: true with ending: silence, found applied: false");
                }
                return ResponseDefinition.silence();
            default:
                problems.unknownName(reader.find("ending").orElseThrow().at(), "an ending", ENDINGS, ending);
                return start;
        }
    }

    private @Nullable Integer layout(MappingReader reader) {
        Versions versions = request.map(RequestPattern::api)
                .map(api -> Catalog.standard().api(api).versions())
                .orElse(new Versions(0, Short.MAX_VALUE));
        return reader.integer("layout", versions.lowest(), versions.highest());
    }

    private void read(String key, MappingReader reader) {
        switch (key) {
            case "evenWhereKafkaIsSilent" -> {
                if (reader.flag(key, false)) {
                    response = response.evenWhereKafkaIsSilent();
                }
            }
            case "ask" -> reader.entries(key).forEach(this::ask);
            case "set" -> reader.entries(key).forEach(this::set);
            case "add" -> reader.entries(key).forEach(this::add);
            case "remove" -> reader.items(key).forEach(this::remove);
            case "error" -> error(reader).ifPresent(code -> response = response.error(code));
            case "body" -> ByteChangeReader.hex(reader, key).ifPresent(bytes -> response = response.withBody(bytes));
            case "bytes" -> {
                ByteChangeReader changes = new ByteChangeReader(this, problems);
                reader.items(key).forEach(changes::read);
            }
            case "sizeOffBy" -> difference(reader, key).ifPresent(by -> response = response.sizeOffBy(by));
            case "correlationIdOffBy" ->
                difference(reader, key).ifPresent(by -> response = response.correlationIdOffBy(by));
            case "delay" ->
                Optional.ofNullable(reader.duration(key, Duration.ZERO, LONGEST_DELAY))
                        .ifPresent(delay -> response = response.after(delay));
            default -> {
                // Read before the changes, or unknown and reported.
            }
        }
    }

    private void ask(Entry entry) {
        Object value = entry.value().plain();
        change(
                entry.key(),
                before -> before.asIfAsked(entry.name(), value),
                pattern -> FieldSuggestion.inRequest(entry.name(), pattern));
    }

    private void set(Entry entry) {
        Object value = entry.value().plain();
        change(entry.key(), before -> before.with(entry.name(), value));
    }

    private void add(Entry entry) {
        Object value = entry.value().plain();
        change(entry.key(), before -> before.adding(entry.name(), value));
    }

    private void remove(YamlNode item) {
        if (item instanceof Scalar path && !path.isNull()) {
            change(path, before -> before.without(path.text()));
        } else {
            problems.mismatch(item, "the path of an entry");
        }
    }

    /** Applies a change at a path in the response, unless the path leads nowhere, which is reported. */
    void change(Scalar path, UnaryOperator<ResponseDefinition> change) {
        change(path, change, pattern -> FieldSuggestion.inResponse(path.text(), pattern));
    }

    private void change(
            Scalar path, UnaryOperator<ResponseDefinition> change, Function<RequestPattern, String> suggestion) {
        try {
            // Tried alone first, so that every wrong path is reported, each at its own place.
            ResponseDefinition alone = change.apply(unchanged);
            request.ifPresent(pattern -> pattern.willReturn(alone));
            response = change.apply(response);
        } catch (IllegalArgumentException e) {
            problems.add(path.at(), e.getMessage() + request.map(suggestion).orElse(""));
        }
    }

    /** Applies a change that has no path. */
    void changeWhole(YamlNode node, UnaryOperator<ResponseDefinition> change) {
        try {
            response = change.apply(response);
        } catch (IllegalArgumentException e) {
            problems.add(node.at(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Integer> difference(MappingReader reader, String key) {
        return Optional.ofNullable(reader.integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private Optional<ErrorCode> error(MappingReader reader) {
        String text = reader.text("error");
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<ErrorCode> error = ErrorCode.named(text)
                .or(() -> text.matches("-?\\d{1,5}") ? ErrorCode.of(Integer.parseInt(text)) : Optional.empty());
        if (error.isEmpty()) {
            List<String> names =
                    Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList();
            problems.unknownName(
                    reader.find("error").orElseThrow().at(), "the name or code of an error", names, text);
        }
        return error;
    }
}

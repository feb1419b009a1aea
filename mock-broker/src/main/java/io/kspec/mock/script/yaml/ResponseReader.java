package io.kspec.mock.script.yaml;

import io.kspec.mock.script.Ending;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.ValueMisfitException;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads what a stub does. The keys, all of them optional, are those of {@link StubSection#RESPONSE}. */
final class ResponseReader {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final List<String> OF_RESPONSES = List.of(
            "set",
            "add",
            "remove",
            "records",
            "layout",
            "body",
            "bytes",
            "sizeOffBy",
            "correlationIdOffBy",
            "split",
            "bytesPerSecond",
            "stallAt");

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
        KeyedMapping.of(node, StubSection.RESPONSE, problems).ifPresent(this::read);
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
        Integer stallAt = count(reader, "stallAt");
        Duration stallFor = reader.duration("stallFor", Duration.ZERO, LONGEST);
        if (stallAt != null && stallFor != null) {
            response = response.stallingAfter(stallAt, stallFor);
        }
        checkEnding(reader);
    }

    /** What the changes start from. */
    private ResponseDefinition start(MappingReader reader) {
        boolean applied = reader.flag("applied", true);
        ResponseDefinition start = applied ? ResponseDefinition.asKafka() : ResponseDefinition.aResponse();
        if (applied && reader.has("applied")) {
            start = start.afterApplying();
        }
        String ending = reader.text("ending");
        if (ending == null || ending.isEmpty()) {
            return start;
        }
        return switch (ending) {
            case "overtaken" -> start.overtaken();
            case "disconnect" ->
                applied ? ResponseDefinition.disconnect() : ResponseDefinition.disconnectBeforeApplying();
            case "reset" -> applied ? ResponseDefinition.reset() : ResponseDefinition.resetBeforeApplying();
            case "silence" -> applied ? ResponseDefinition.silence() : ResponseDefinition.silenceBeforeApplying();
            default -> {
                problems.unknownName(
                        reader.find("ending").orElseThrow().at(),
                        StubValueType.ENDING.toString(),
                        StubValueType.ENDING.choices(),
                        ending);
                yield start;
            }
        };
    }

    /** Reports changes of a response that is not sent, and a part of a response that is sent as a whole. */
    private void checkEnding(MappingReader reader) {
        boolean sent = response.ending() == Ending.RESPONSE || response.ending() == Ending.OVERTAKEN;
        if (sent && reader.has("sendOnly") && response.ending() == Ending.OVERTAKEN) {
            problems.add(
                    reader.find("sendOnly").orElseThrow().at(),
                    "expected the ending disconnect, reset or silence next to sendOnly, found overtaken");
        }
        if (!sent && !reader.has("sendOnly")) {
            OF_RESPONSES.stream()
                    .filter(reader::has)
                    .forEach(key -> problems.add(
                            reader.find(key).orElseThrow().at(),
                            "expected no " + key
                                    + " with an ending without a response, unless sendOnly sends a part of it"));
        }
    }

    private @Nullable Integer layout(MappingReader reader) {
        Versions versions = request.map(RequestPattern::api)
                .map(api -> Catalog.standard().api(api).versions())
                .orElse(new Versions(0, Short.MAX_VALUE));
        return reader.integer("layout", versions.lowest(), versions.highest());
    }

    private static @Nullable Integer count(MappingReader reader, String key) {
        return reader.integer(key, 1, Integer.MAX_VALUE);
    }

    private void read(String key, MappingReader reader) {
        switch (key) {
            case "error" -> error(reader);
            case "ask" -> reader.entries(key).forEach(this::ask);
            case "set" -> reader.entries(key).forEach(this::set);
            case "add" -> reader.entries(key).forEach(this::add);
            case "remove" -> reader.items(key).forEach(this::remove);
            case "records" -> {
                RecordChangeReader changes = new RecordChangeReader(this, problems);
                reader.items(key).forEach(changes::read);
            }
            case "bytes" -> {
                ByteChangeReader changes = new ByteChangeReader(this, problems);
                reader.items(key).forEach(changes::read);
            }
            case "body" -> ByteChangeReader.hex(reader, key).ifPresent(bytes -> response = response.withBody(bytes));
            case "advance" -> duration(reader, key, response::advancing);
            case "delay" -> duration(reader, key, response::after);
            default -> readNumber(key, reader);
        }
    }

    private void readNumber(String key, MappingReader reader) {
        switch (key) {
            case "evenWhereKafkaIsSilent" -> {
                if (reader.flag(key, false)) {
                    response = response.evenWhereKafkaIsSilent();
                }
            }
            case "sizeOffBy" -> difference(reader, key).ifPresent(by -> response = response.sizeOffBy(by));
            case "correlationIdOffBy" ->
                difference(reader, key).ifPresent(by -> response = response.correlationIdOffBy(by));
            case "sendOnly" -> counted(reader, key, response::afterSending);
            case "split" -> counted(reader, key, response::inPiecesOf);
            case "bytesPerSecond" -> counted(reader, key, response::atBytesPerSecond);
            default -> {
                // Read before or after the changes, or unknown and reported.
            }
        }
    }

    private void counted(MappingReader reader, String key, IntFunction<ResponseDefinition> change) {
        Integer count = count(reader, key);
        if (count != null) {
            response = change.apply(count);
        }
    }

    private void duration(MappingReader reader, String key, Function<Duration, ResponseDefinition> change) {
        Duration duration = reader.duration(key, Duration.ZERO, LONGEST);
        if (duration != null) {
            response = change.apply(duration);
        }
    }

    private void ask(Entry entry) {
        Object value = entry.value().plain();
        change(
                entry.key(),
                entry.value(),
                before -> before.asIfAsked(entry.name(), value),
                pattern -> FieldSuggestion.inRequest(entry.name(), pattern));
    }

    private void set(Entry entry) {
        Object value = entry.value().plain();
        change(entry.key(), entry.value(), before -> before.with(entry.name(), value));
    }

    private void add(Entry entry) {
        Object value = entry.value().plain();
        List<?> entries = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (entries.isEmpty() || entries.stream().anyMatch(Objects::isNull)) {
            problems.mismatch(entry.value(), "an entry or a list of entries");
            return;
        }
        change(entry.key(), entry.value(), before -> before.adding(entry.name(), entries.toArray()));
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
        change(path, path, change);
    }

    private void change(Scalar path, YamlNode value, UnaryOperator<ResponseDefinition> change) {
        change(path, value, change, pattern -> FieldSuggestion.inResponse(path.text(), pattern));
    }

    private void change(
            Scalar path,
            YamlNode value,
            UnaryOperator<ResponseDefinition> change,
            Function<RequestPattern, String> suggestion) {
        try {
            // Tried alone first, so that every wrong path is reported, each at its own place.
            ResponseDefinition alone = change.apply(unchanged);
            request.ifPresent(pattern -> pattern.willReturn(alone));
            response = change.apply(response);
        } catch (ValueMisfitException e) {
            problems.add(value.at(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problems.add(path.at(), e.getMessage() + request.map(suggestion).orElse(""));
        }
    }

    /** Applies a change that has no path. */
    void changeWhole(YamlNode node, UnaryOperator<ResponseDefinition> change) {
        try {
            ResponseDefinition alone = change.apply(unchanged);
            request.ifPresent(pattern -> pattern.willReturn(alone));
            response = change.apply(response);
        } catch (IllegalArgumentException e) {
            problems.add(node.at(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Integer> difference(MappingReader reader, String key) {
        return Optional.ofNullable(reader.integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private void error(MappingReader reader) {
        String text = reader.text("error");
        if (text == null || text.isEmpty()) {
            return;
        }
        YamlNode node = reader.find("error").orElseThrow();
        Optional<ErrorCode> error = ErrorCode.named(text)
                .or(() -> text.matches("-?\\d{1,5}") ? ErrorCode.of(Integer.parseInt(text)) : Optional.empty());
        String message = reader.text("errorMessage");
        if (error.isEmpty()) {
            problems.unknownName(node.at(), StubValueType.ERROR.toString(), StubValueType.ERROR.choices(), text);
        } else if (message == null) {
            changeWhole(node, before -> before.error(error.get()));
        } else {
            changeWhole(node, before -> before.error(error.get(), message));
        }
    }
}

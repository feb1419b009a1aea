package io.kspec.cli.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kspec.inspection.diff.ComparedMessage;
import io.kspec.inspection.diff.Conversations;
import io.kspec.inspection.diff.FieldPair;
import io.kspec.inspection.diff.FieldPair.Kind;
import io.kspec.inspection.diff.MessageComparison;
import io.kspec.inspection.diff.MessagePart;
import io.kspec.inspection.reading.Finding;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes comparisons as one JSON object, with the pairs of messages under {@code comparisons}. */
final class JsonComparison {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final boolean all;

    /** @param all whether to include equal fields */
    JsonComparison(boolean all) {
        this.all = all;
    }

    String write(Conversations conversations) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("same", conversations.isSame());
        document.put(
                "comparisons",
                conversations.comparisons().stream().map(this::comparison).toList());
        document.put(
                "onlyA",
                conversations.onlyA().stream().map(JsonComparison::message).toList());
        document.put(
                "onlyB",
                conversations.onlyB().stream().map(JsonComparison::message).toList());
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private Map<String, Object> comparison(MessageComparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("same", comparison.isSame());
        json.put("a", side(comparison.a()));
        json.put("b", side(comparison.b()));
        json.put("counts", counts(comparison));
        json.put(
                "fields",
                comparison.pairs().stream()
                        .filter(pair -> all || pair.kind() != Kind.SAME)
                        .flatMap(pair -> fields(pair, comparison))
                        .toList());
        return json;
    }

    private static Map<String, Object> message(Reading reading) {
        IdentifiedMessage subject = reading.subject();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", subject.message().toString());
        json.put("api", subject.api().name());
        json.put("version", subject.version());
        json.put("size", subject.bytes().size());
        return json;
    }

    private static Map<String, Object> side(ComparedMessage side) {
        Map<String, Object> json = message(side.reading());
        json.put("sound", side.reading().isSound());
        json.put(
                "findings",
                side.reading().findings().stream().map(JsonComparison::finding).toList());
        if (side.stop() != null) {
            json.put("comparedUpTo", side.stop().start());
        }
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", finding.start());
        json.put("end", finding.end());
        json.put("text", finding.text());
        return json;
    }

    private static Map<String, Object> counts(MessageComparison comparison) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(name(kind), comparison.count(kind));
        }
        counts.put("not-compared", comparison.unread());
        return counts;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<Map<String, @Nullable Object>> fields(FieldPair pair, MessageComparison comparison) {
        return pair.kind().isOneSided()
                ? pair.any().values().map(value -> oneSided(pair, value, comparison))
                : Stream.of(field(pair, pair.a(), pair.b(), comparison));
    }

    private static Map<String, @Nullable Object> oneSided(
            FieldPair pair, MessagePart value, MessageComparison comparison) {
        Map<String, @Nullable Object> json = pair.kind() == Kind.ONLY_A
                ? field(pair, value, null, comparison)
                : field(pair, null, value, comparison);
        if (pair.absence() != null) {
            json.put("absence", name(pair.absence()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> field(
            FieldPair pair, @Nullable MessagePart a, @Nullable MessagePart b, MessageComparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", name(pair.kind()));
        json.put("key", pair.key());
        json.put("a", a == null ? null : part(a, comparison.a()));
        json.put("b", b == null ? null : part(b, comparison.b()));
        return json;
    }

    private static Map<String, @Nullable Object> part(MessagePart part, ComparedMessage side) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", part.path());
        if (part.hasBytes()) {
            json.put("start", part.start());
            json.put("end", part.end());
            json.put(
                    "hex",
                    side.reading()
                            .subject()
                            .bytes()
                            .slice(part.start(), part.end())
                            .toHex());
        }
        json.put("value", plain(part.value()));
        return json;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : value;
    }
}

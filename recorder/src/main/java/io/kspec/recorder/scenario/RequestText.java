package io.kspec.recorder.scenario;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.record.Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request as scenarios write it, with variables in place of what varies. */
final class RequestText {
    /** What clients know of the log from before, and brokers check; without it they do not. */
    private static final Set<String> LEFT_OUT =
            Set.of("CurrentLeaderEpoch", "LastFetchedEpoch", "CommittedLeaderEpoch", "LeaderEpoch", "HighWatermark");

    private static final Set<String> OFFSETS = Set.of("FetchOffset", "CommittedOffset", "Offset");
    private static final List<String> PARTITIONS = List.of("PartitionIndex", "Partition", "Index");

    private final SessionNames names;
    private final CapturedValues captured;
    private final PartitionOffsets offsets;
    private final Map<String, String> topicIds;
    private final BytesText texts;

    /**
     * @param topicIds the variables that hold the ids of topics, by name; those that are used are added
     * @param texts writes keys and values of records
     */
    RequestText(
            SessionNames names,
            CapturedValues captured,
            PartitionOffsets offsets,
            Map<String, String> topicIds,
            BytesText texts) {
        this.names = names;
        this.captured = captured;
        this.offsets = offsets;
        this.topicIds = topicIds;
        this.texts = texts;
    }

    /** The fields of a request that differ from their defaults. */
    Map<String, Object> of(SessionStep step, VersionRange range) {
        return fields(step.role(), step.request(), range.requests(), null);
    }

    private Map<String, Object> fields(
            String role, Message message, List<StructSpec> specs, PartitionOffsets.@Nullable Place outer) {
        PartitionOffsets.Place place = place(message, outer);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (FieldSpec field : message.spec().allFields()) {
            if (LEFT_OUT.contains(field.name()) || VersionRange.isDefault(message, field)) {
                continue;
            }
            Object value = message.get(field);
            if (field.name().equals(VersionRange.TOPIC_ID) && value instanceof UUID id) {
                topicId(id, message.spec(), specs, fields);
                continue;
            }
            fields.put(key(field.name(), specs), value(role, field, value, specs, place));
        }
        return fields;
    }

    /** The id of a topic, and its name for the versions that have that instead. */
    private void topicId(UUID id, StructSpec own, List<StructSpec> specs, Map<String, Object> fields) {
        String name = names.topic(id);
        if (name == null || !names.topics().containsKey(name)) {
            fields.put(key(VersionRange.TOPIC_ID, specs), KafkaUuid.format(id));
            return;
        }
        String brought = captured.topicId(name);
        String variable = brought == null ? "${" + unbrought(name) + "}" : brought;
        for (String other : VersionRange.TOPIC_NAMES) {
            if (!own.has(other) && specs.stream().anyMatch(spec -> spec.has(other))) {
                fields.put(key(other, specs), "${" + names.topics().get(name) + "}");
            }
        }
        fields.put(key(VersionRange.TOPIC_ID, specs), variable);
    }

    /** The variable for the id of a topic that no response brought. */
    private String unbrought(String name) {
        return topicIds.computeIfAbsent(
                name, topic -> names.newVariable(names.topics().get(topic) + "-id"));
    }

    /** The name of a field, with a question mark if some of the versions lack it. */
    private static String key(String name, List<StructSpec> specs) {
        return specs.stream().allMatch(spec -> spec.has(name)) ? name : name + "?";
    }

    private PartitionOffsets.@Nullable Place place(Message message, PartitionOffsets.@Nullable Place outer) {
        String topic = names.topicOf(message);
        if (topic != null) {
            return new PartitionOffsets.Place(topic, -1);
        }
        if (outer != null) {
            for (String field : PARTITIONS) {
                FieldSpec spec = message.spec().find(field);
                if (spec != null && spec.kind() == FieldKind.INT32) {
                    return new PartitionOffsets.Place(outer.topic(), message.getInt(field));
                }
            }
        }
        return outer;
    }

    private @Nullable Object value(
            String role,
            FieldSpec field,
            @Nullable Object value,
            List<StructSpec> specs,
            PartitionOffsets.@Nullable Place place) {
        if (field.kind() == FieldKind.RECORDS) {
            return texts.records(
                    (Bytes) value,
                    id -> variable(role, "ProducerId", id),
                    epoch -> variable(role, "ProducerEpoch", epoch));
        }
        if (value instanceof Message struct) {
            return fields(role, struct, inner(specs, field), place);
        }
        if (value instanceof List<?> entries) {
            List<@Nullable Object> texts = new ArrayList<>();
            for (Object entry : entries) {
                texts.add(
                        entry instanceof Message struct
                                ? fields(role, struct, inner(specs, field), place)
                                : scalar(role, field.name(), entry, place));
            }
            return texts;
        }
        return scalar(role, field.name(), value, place);
    }

    private static List<StructSpec> inner(List<StructSpec> specs, FieldSpec field) {
        List<StructSpec> inner = new ArrayList<>();
        for (StructSpec spec : specs) {
            FieldSpec there = spec.find(field.name());
            if (there != null) {
                inner.add(there.type().structSpec());
            }
        }
        return inner;
    }

    private Object variable(String role, String field, long value) {
        String variable = captured.variable(role, field, value, null);
        return variable == null ? value : variable;
    }

    private @Nullable Object scalar(
            String role, String field, @Nullable Object value, PartitionOffsets.@Nullable Place place) {
        if (value == null) {
            return null;
        }
        String variable = captured.variable(role, field, value, place);
        if (variable != null) {
            return variable;
        }
        if (value instanceof Number number && OFFSETS.contains(field)) {
            return offsets.moved(place, number.longValue());
        }
        if (value instanceof String text) {
            return captured.withVariables(role, names.text(field, text));
        }
        if (value instanceof UUID id) {
            return KafkaUuid.format(id);
        }
        return value instanceof Bytes bytes ? bytes(field, bytes) : value;
    }

    private @Nullable Object bytes(String field, Bytes bytes) {
        return switch (field) {
            case "Metadata" ->
                BytesText.embedded(bytes, "subscription", "ConsumerProtocolSubscription", this::consumerFields)
                        .orElseGet(bytes::toHex);
            case "Assignment" -> assignment(bytes).orElseGet(bytes::toHex);
            default -> BytesText.of(bytes);
        };
    }

    /** An assignment of the consumer's protocol; empty if the bytes are none. */
    Optional<Object> assignment(Bytes bytes) {
        return BytesText.embedded(bytes, "assignment", "ConsumerProtocolAssignment", this::consumerFields);
    }

    /** A record as scenarios write it. */
    Map<String, Object> record(Record record) {
        return texts.record(record);
    }

    private Map<String, Object> consumerFields(Message message) {
        return fields("", message, List.of(message.spec()), null);
    }
}

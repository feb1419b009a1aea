package io.kspec.recorder.scenario;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that brokers choose and clients send back, such as member ids: each becomes a variable where it is sent back, which
 * the response that brought it sets.
 */
final class CapturedValues {
    private static final String MEMBER = "member";
    private static final String GENERATION = "generation";
    private static final String OFFSET = "offset";
    private static final String PRODUCER_ID = "producer-id";
    private static final String PRODUCER_EPOCH = "producer-epoch";
    /** A shorter id may be part of another word. */
    private static final int SHORTEST_QUOTED = 8;

    /** What a field of a response brings. */
    private static final Map<String, String> BROUGHT = Map.of(
            "MemberId", MEMBER,
            "GenerationId", GENERATION,
            "MemberEpoch", GENERATION,
            "ProducerId", PRODUCER_ID,
            "ProducerEpoch", PRODUCER_EPOCH,
            "SessionId", "session",
            "ClusterId", "cluster",
            "Offset", OFFSET,
            "CommittedOffset", OFFSET);

    /** What a field of a request sends back. */
    private static final Map<String, String> SENT = Map.ofEntries(
            Map.entry("MemberId", MEMBER),
            Map.entry("GenerationId", GENERATION),
            Map.entry("GenerationIdOrMemberEpoch", GENERATION),
            Map.entry("MemberEpoch", GENERATION),
            Map.entry("ProducerId", PRODUCER_ID),
            Map.entry("V3AndBelowProducerId", PRODUCER_ID),
            Map.entry("ProducerEpoch", PRODUCER_EPOCH),
            Map.entry("V3AndBelowProducerEpoch", PRODUCER_EPOCH),
            Map.entry("SessionId", "session"),
            Map.entry("ClusterId", "cluster"),
            Map.entry("FetchOffset", OFFSET));

    private final SessionNames names;
    private final Map<Key, Source> sources = new LinkedHashMap<>();
    /** Where the ids of topics came from first, by the names of the topics. */
    private final Map<String, Source> topicIds = new LinkedHashMap<>();
    /** The lowest versions whose responses have what is sent back. */
    private final Map<ApiSpec, Integer> floors = new LinkedHashMap<>();

    /** A value of some kind that a role got; offsets belong to a partition. */
    private record Key(String role, String kind, Object value, PartitionOffsets.@Nullable Place place) {}

    /** Where a value came from. */
    private static final class Source {
        private final String kind;
        private final Map<String, Object> step;
        private final String path;
        private final VersionRange needed;
        private @Nullable String variable;

        /**
         * @param needed the versions whose responses bring the value, if clients cannot do without it
         */
        Source(String kind, Map<String, Object> step, String path, VersionRange needed) {
            this.kind = kind;
            this.step = step;
            this.path = path;
            this.needed = needed;
        }
    }

    CapturedValues(SessionNames names) {
        this.names = names;
    }

    /**
     * Remembers what a response brings.
     *
     * @param step the step, to which a capture is added once the value is sent back
     */
    void brought(SessionStep from, VersionRange range, Map<String, Object> step) {
        Message response = from.response();
        if (response != null && !from.asksForAllTopics()) {
            collect(from, range, step, "", response, null);
        }
    }

    private void collect(
            SessionStep from,
            VersionRange range,
            Map<String, Object> step,
            String path,
            Message message,
            @Nullable String outerTopic) {
        String topic = names.topicOf(message);
        String known = topic == null ? outerTopic : topic;
        for (FieldSpec field : message.spec().allFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = message.get(field);
            String kind = BROUGHT.get(field.name());
            if (value instanceof List<?> entries && entries.size() == 1 && entries.get(0) instanceof Message entry) {
                collect(from, range, step, at + "[0]", entry, known);
            } else if (field.name().equals(VersionRange.TOPIC_ID) && known != null) {
                topicId(from, range, step, at, known);
            } else if (value != null
                    && kind != null
                    && !VersionRange.isDefault(message, field)
                    && !isNone(kind, value)) {
                PartitionOffsets.Place place = kind.equals(OFFSET) ? place(message, known) : null;
                if (!kind.equals(OFFSET) || place != null) {
                    Object normal = value instanceof Number number ? number.longValue() : value;
                    String text = range.isInAllResponses(at) ? at : at + "?";
                    sources.putIfAbsent(
                            new Key(from.role(), kind, normal, place), new Source(kind, step, text, range.with(at)));
                }
            }
        }
    }

    /** Whether a value is no generation: a member that leaves is told the epoch with which it left, -1 or -2. */
    private static boolean isNone(String kind, Object value) {
        return kind.equals(GENERATION) && value instanceof Number number && number.longValue() < 0;
    }

    /** Versions that have no ids of topics have their names instead. */
    private void topicId(SessionStep from, VersionRange range, Map<String, Object> step, String at, String topic) {
        if (from.is("Metadata") || from.is("CreateTopics")) {
            topicIds.putIfAbsent(topic, new Source(names.topics().get(topic) + "-id", step, at + "?", range));
        }
    }

    /** The variable for the id of a topic; null if no response brought it. */
    @Nullable String topicId(String topic) {
        Source source = topicIds.get(topic);
        return source == null ? null : reference(source);
    }

    private static PartitionOffsets.@Nullable Place place(Message message, @Nullable String topic) {
        return topic == null || !message.has("PartitionIndex")
                ? null
                : new PartitionOffsets.Place(topic, message.getInt("PartitionIndex"));
    }

    /**
     * The variable for a value in a request.
     *
     * @param place the partition that an offset belongs to
     * @return {@code ${member}}, or null if no response to this role brought the value
     */
    @Nullable String variable(String role, String field, Object value, PartitionOffsets.@Nullable Place place) {
        String kind = SENT.get(field);
        if (kind == null || (kind.equals(OFFSET) && place == null)) {
            return null;
        }
        Object normal = value instanceof Number number ? number.longValue() : value;
        Source source = sources.get(new Key(role, kind, normal, kind.equals(OFFSET) ? place : null));
        return source == null ? null : reference(source);
    }

    /** A text in which variables take the places of the ids that it quotes, such as the reason to join again. */
    String withVariables(String role, String text) {
        String changed = text;
        for (Map.Entry<Key, Source> each : sources.entrySet()) {
            if (each.getKey().role().equals(role)
                    && each.getKey().value() instanceof String id
                    && id.length() >= SHORTEST_QUOTED
                    && changed.contains(id)) {
                changed = changed.replace(id, reference(each.getValue()));
            }
        }
        return changed;
    }

    private String reference(Source source) {
        if (source.variable == null) {
            source.variable = names.newVariable(source.kind);
            floors.merge(source.needed.api(), source.needed.lowest(), Math::max);
            capture(source.step).put(source.variable, source.path);
        }
        return "${" + source.variable + "}";
    }

    /** The lowest versions whose responses bring what later requests send back. */
    Map<ApiSpec, Integer> floors() {
        return floors;
    }

    /** The captures of a step. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> capture(Map<String, Object> step) {
        return (Map<String, Object>) step.computeIfAbsent("capture", key -> new LinkedHashMap<String, Object>());
    }
}

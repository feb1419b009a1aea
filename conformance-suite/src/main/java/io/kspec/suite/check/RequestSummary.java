package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request asks for, in a few words: {@code Fetch v4 (topic "orders", partition 0, offset 12)}. */
public final class RequestSummary {
    private static final int MOST = 6;
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String GROUP = "group";
    /** What the fields that say what is asked for are called in the summary. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("GroupId", GROUP),
            Map.entry("GroupsNames", GROUP),
            Map.entry("MemberId", "member"),
            Map.entry("GroupInstanceId", "instance"),
            Map.entry("GenerationId", "generation"),
            Map.entry("TransactionalId", "transactional id"),
            Map.entry("Key", "key"),
            Map.entry("CoordinatorKeys", "key"),
            Map.entry("TopicId", "topic id"),
            Map.entry("Partition", PARTITION),
            Map.entry("PartitionIndex", PARTITION),
            Map.entry("PartitionIndexes", PARTITION),
            Map.entry("Index", PARTITION),
            Map.entry("Timestamp", "timestamp"),
            Map.entry("FetchOffset", "offset"),
            Map.entry("CommittedOffset", "offset"),
            Map.entry("Offset", "offset"),
            Map.entry("ResourceName", "resource"));

    private final String api;
    private final String name;
    /** The first value of each kind, and how many there are. */
    private final Map<String, String> first = new LinkedHashMap<>();

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    private RequestSummary(String api, int version) {
        this.api = api;
        this.name = api + " v" + version;
    }

    public static RequestSummary of(Exchange exchange) {
        RequestSummary summary = new RequestSummary(exchange.api().name(), exchange.version());
        Message body = exchange.decodeRequest().body();
        if (body != null) {
            summary.collect(body);
        }
        return summary;
    }

    private void collect(Message message) {
        List<FieldSpec> later = new ArrayList<>();
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray()) {
                later.add(field);
            } else {
                collect(message, field);
            }
        }
        later.forEach(field -> message.getStructs(field.name()).forEach(this::collect));
    }

    private void collect(Message message, FieldSpec field) {
        String word = word(field);
        Object value = message.get(field);
        if (word == null || value == null) {
            return;
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        values.forEach(each -> {
            first.putIfAbsent(word, FieldText.FULL.value(field.name(), each));
            counts.merge(word, 1, Integer::sum);
        });
    }

    private static @Nullable String word(FieldSpec field) {
        return switch (field.entityType()) {
            case "topicName" -> TOPIC;
            case "groupId" -> GROUP;
            default -> WORDS.get(field.name());
        };
    }

    /** What was asked for, without the name of the API: {@code topic "orders", partition 0}; may be empty. */
    public String items() {
        return String.join(
                ", ", first.keySet().stream().limit(MOST).map(this::item).toList());
    }

    private String item(String word) {
        int more = counts.getOrDefault(word, 1) - 1;
        return word + " " + first.get(word) + (more == 0 ? "" : " and " + more + " more");
    }

    /**
     * The one entry that the request asks for and that the array with the given name answers; null if there is none, or
     * more than one.
     */
    @Nullable String entryOf(String array) {
        List<String> words =
                switch (array) {
                    case "Topics", "Responses", "Partitions", "PartitionResponses" ->
                        List.of(TOPIC, "topic id", PARTITION);
                    case "Groups" -> List.of(GROUP);
                    case "Coordinators" -> List.of("key");
                    default -> List.of();
                };
        List<String> asked = words.stream().filter(first::containsKey).toList();
        boolean single = asked.stream().allMatch(word -> counts.getOrDefault(word, 0) == 1);
        return asked.isEmpty() || !single
                ? null
                : String.join(", ", asked.stream().map(this::item).toList());
    }

    /**
     * What the value at a path of the answer depends on, as the end of a sentence: {@code  for timestamp 1700000000000}.
     * Empty if it does not depend on a time or offset, or if several were asked for.
     */
    String question(String path) {
        if (!path.contains("].")) {
            return "";
        }
        return switch (api) {
            case "ListOffsets" -> single("timestamp");
            case "Fetch" -> path.endsWith("ErrorCode") ? single("offset") : "";
            default -> "";
        };
    }

    /** What the request asks for, if it is a single one, by the names that the texts of clients have for it. */
    public Map<String, String> singleValues() {
        Map<String, String> values = new HashMap<>();
        find("offset").ifPresent(offset -> values.put("offset", offset));
        find(GROUP).ifPresent(group -> values.put("group", group));
        find(TOPIC).ifPresent(topic -> find(PARTITION)
                .ifPresent(partition -> values.put("partition", topic + "-" + partition)));
        return values;
    }

    private Optional<String> find(String word) {
        return counts.getOrDefault(word, 0) == 1
                ? Optional.ofNullable(first.get(word)).map(value -> value.replaceAll("^\"|\"$", ""))
                : Optional.empty();
    }

    private String single(String word) {
        boolean said = counts.getOrDefault(word, 0) == 1
                && !first.getOrDefault(word, "-").startsWith("-");
        return said ? " for " + item(word) : "";
    }

    @Override
    public String toString() {
        String items = items();
        return items.isEmpty() ? name : name + " (" + items + ")";
    }
}

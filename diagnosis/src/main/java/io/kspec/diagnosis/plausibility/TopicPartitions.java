package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.text.FieldText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topics and partitions named in a message, whatever its API calls the fields. */
final class TopicPartitions {
    private static final List<String> NAMES = List.of("Name", "Topic", "TopicName");
    private static final List<String> INDEXES = List.of("PartitionIndex", "Partition", "Index");

    /** Their responses list partitions that were not requested one by one. */
    private static final Set<String> RETURNED = Set.of("Metadata", "CreateTopics", "CreatePartitions");

    private final Map<String, String> paths = new LinkedHashMap<>();

    private TopicPartitions() {}

    /** The path of each partition ({@code orders-partition-0}), or of the topic if it lists none. */
    static Map<String, String> of(Message message) {
        TopicPartitions found = new TopicPartitions();
        found.collect(message, "");
        return found.paths;
    }

    /** Whether request and response name topics differently (by id or by name), so that they cannot be compared. */
    static boolean namesDiffer(Map<String, String> asked, Map<String, String> answered) {
        boolean askedPartitions = asked.keySet().stream().anyMatch(key -> key.contains("-partition-"));
        boolean answeredPartitions = answered.keySet().stream().anyMatch(key -> key.contains("-partition-"));
        boolean askedIds = asked.keySet().stream().anyMatch(key -> key.startsWith("id "));
        boolean answeredIds = answered.keySet().stream().anyMatch(key -> key.startsWith("id "));
        boolean comparable = asked.isEmpty() || answered.isEmpty();
        return !comparable && (askedPartitions != answeredPartitions || askedIds != answeredIds);
    }

    private void collect(Message message, String path) {
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray()) {
                String at = PlausibilityContext.join(path, field.name());
                List<Message> entries = message.getStructs(field.name());
                for (int i = 0; i < entries.size(); i++) {
                    entry(entries.get(i), at + "[" + i + "]");
                }
            } else if (field.entityType().equals("topicName") && message.get(field) instanceof List<?> names) {
                String at = PlausibilityContext.join(path, field.name());
                for (int i = 0; i < names.size(); i++) {
                    paths.put(shown(String.valueOf(names.get(i))), at + "[" + i + "]");
                }
            }
        }
    }

    private void entry(Message entry, String path) {
        String topic = topicOf(entry);
        if (topic == null) {
            collect(entry, path);
            return;
        }
        int before = paths.size();
        for (FieldSpec field : entry.spec().fields()) {
            partitions(entry, field, topic, path);
        }
        if (paths.size() == before) {
            paths.put(topic, path);
        }
    }

    private void partitions(Message entry, FieldSpec field, String topic, String parent) {
        if (field.kind() != FieldKind.ARRAY || RETURNED.contains(entry.id().name())) {
            return;
        }
        String path = PlausibilityContext.join(parent, field.name());
        if (!field.type().isStructArray()) {
            List<?> indexes = entry.getList(field.name(), Object.class);
            for (int i = 0; i < indexes.size() && field.name().startsWith("Partition"); i++) {
                paths.put(topic + "-partition-" + indexes.get(i), path + "[" + i + "]");
            }
            return;
        }
        List<Message> entries = entry.getStructs(field.name());
        for (int i = 0; i < entries.size(); i++) {
            Message partition = entries.get(i);
            for (String index : INDEXES) {
                if (partition.has(index)) {
                    paths.put(topic + "-partition-" + partition.get(index), path + "[" + i + "]");
                    break;
                }
            }
        }
    }

    /** A topic as messages name it: an empty name, or one with characters that no name has, stands in quotes. */
    private static String shown(String topic) {
        boolean plain = !topic.isEmpty() && topic.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return plain ? topic : FieldText.FULL.quoted(topic);
    }

    private static @Nullable String topicOf(Message entry) {
        for (String name : NAMES) {
            FieldSpec field = entry.spec().find(name);
            if (field != null
                    && field.kind() == FieldKind.STRING
                    && field.entityType().equals("topicName")) {
                String topic = entry.getNullableString(name);
                if (topic != null) {
                    return shown(topic);
                }
            }
        }
        if (entry.has("TopicId") && entry.spec().field("TopicId").kind() == FieldKind.UUID) {
            UUID id = entry.getUuid("TopicId");
            return id.equals(KafkaUuid.ZERO) ? null : "id " + KafkaUuid.format(id);
        }
        return null;
    }
}

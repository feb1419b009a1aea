package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is unlike Apache Kafka in a response that decodes, though clients may cope with it. */
final class MessageRemarks {
    private static final String FETCH = "Fetch";
    /** The first version whose first batch is whole, whatever the limits (KIP-74). */
    private static final int WHOLE_BATCH = 3;
    /** Up to the magic, from which a batch can be told to be cut off. */
    private static final int LENGTH_END = 12;

    private static final List<String> TOPICS = List.of("Topics", "Responses");
    private static final List<String> NAMES = List.of("Name", "Topic", "TopicName", "TopicId");
    private static final List<String> PARTITIONS = List.of("Partitions", "PartitionResponses");
    private static final List<String> INDEXES = List.of("PartitionIndex", "Partition", "Index");
    private static final int MOST = 20;

    private final List<String> remarks = new ArrayList<>();

    private MessageRemarks() {}

    static List<String> on(IdentifiedMessage subject, @Nullable Message body) {
        MessageRemarks remarks = new MessageRemarks();
        if (body != null && subject.type() == MessageType.RESPONSE) {
            remarks.topics(subject, body, "");
            if (body.has("Groups")) {
                List<Message> groups = body.getStructs("Groups");
                for (int i = 0; i < groups.size(); i++) {
                    remarks.topics(subject, groups.get(i), "Groups[" + i + "].");
                }
            }
        }
        return remarks.remarks.stream().limit(MOST).toList();
    }

    private void topics(IdentifiedMessage subject, Message parent, String prefix) {
        Map<String, String> places = new HashMap<>();
        String topics = first(parent, TOPICS);
        if (topics == null) {
            return;
        }
        List<Message> all = parent.getStructs(topics);
        for (int i = 0; i < all.size(); i++) {
            Message topic = all.get(i);
            String name = first(topic, NAMES);
            String partitions = first(topic, PARTITIONS);
            if (name != null && partitions != null && topic.get(name) != null) {
                String path = prefix + topics + "[" + i + "]." + partitions;
                partitions(subject, String.valueOf(topic.get(name)), topic.getStructs(partitions), path, places);
            }
        }
    }

    private void partitions(
            IdentifiedMessage subject,
            String topic,
            List<Message> partitions,
            String path,
            Map<String, String> places) {
        for (int i = 0; i < partitions.size(); i++) {
            Message partition = partitions.get(i);
            String index = first(partition, INDEXES);
            String place = path + "[" + i + "]";
            String before = index == null ? null : places.putIfAbsent(topic + "-" + partition.get(index), place);
            if (before != null && index != null) {
                remarks.add(place + ": partition " + partition.get(index) + " of " + topic
                        + " is answered again, after " + before + "; Kafka answers each partition once");
            }
            if (subject.api().name().equals(FETCH) && subject.version() >= WHOLE_BATCH && isCutOff(partition)) {
                remarks.add(place + ".Records: the first batch is cut off; from v" + WHOLE_BATCH
                        + " on Kafka sends the first batch whole (KIP-74), since a consumer whose limit is smaller would"
                        + " get stuck");
            }
        }
    }

    /** Whether the first batch is not whole. */
    private static boolean isCutOff(Message partition) {
        if (!partition.has("Records") || partition.isNull("Records")) {
            return false;
        }
        Bytes records = partition.getBytes("Records");
        return !records.isEmpty()
                && (records.size() < LENGTH_END || LENGTH_END + (long) records.getInt(8) > records.size());
    }

    private static @Nullable String first(Message message, List<String> names) {
        for (String name : names) {
            if (message.has(name) && isListOrValue(message, name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isListOrValue(Message message, String name) {
        FieldSpec field = message.spec().fields().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        boolean array = TOPICS.contains(name) || PARTITIONS.contains(name);
        return field != null && (!array || (field.type().isStructArray() && !message.isNull(name)));
    }
}

package io.kspec.golden.recording;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Records;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A topic that a story plays with.
 *
 * @param name its name
 * @param id its id, or {@link KafkaUuid#ZERO} where the story does not need it
 */
record PreparedTopic(String name, UUID id) {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Creates a topic that keeps records however old they are. */
    static PreparedTopic create(Recorder recorder, int partitions, Map<String, String> configs) {
        return create(recorder, recorder.name(), partitions, configs);
    }

    /** A second topic of the story. */
    static PreparedTopic create(Recorder recorder, String suffix, int partitions) {
        return create(recorder, recorder.name(suffix), partitions, Map.of());
    }

    static PreparedTopic create(Recorder recorder, int partitions) {
        return create(recorder, partitions, Map.of());
    }

    private static PreparedTopic create(Recorder recorder, String name, int partitions, Map<String, String> configs) {
        Map<String, String> all = new TreeMap<>(configs);
        all.put("retention.ms", "-1");
        recorder.prepare(
                Recorder.CLIENT,
                "the topic " + name,
                "CreateTopics",
                recorder.ground().near("CreateTopics", 4),
                body -> body.set("timeoutMs", TIMEOUT_MILLIS).add("Topics", topic -> topic.set("Name", name)
                        .set("NumPartitions", partitions)
                        .set("ReplicationFactor", 1)
                        .setEach("Configs", all.entrySet(), (config, entry) -> config.set("Name", entry.getKey())
                                .set("Value", entry.getValue()))));
        recorder.ground().awaitLeaders(name, partitions);
        return new PreparedTopic(name, KafkaUuid.ZERO);
    }

    /** The same topic with its id, which Metadata tells. */
    PreparedTopic withId(Recorder recorder) {
        Message metadata = recorder.prepare(
                Recorder.CLIENT,
                "the id of the topic",
                "Metadata",
                recorder.ground().near("Metadata", 12),
                body -> body.add("Topics", topic -> topic.set("Name", name)));
        return new PreparedTopic(name, metadata.getStructs("Topics").get(0).getUuid("TopicId"));
    }

    /** Appends records to a partition. */
    void append(Recorder recorder, String what, int partition, Records records) {
        recorder.prepare(
                Recorder.CLIENT, what, "Produce", recorder.ground().near("Produce", 7), body -> body.set("Acks", -1)
                        .set("TimeoutMs", TIMEOUT_MILLIS)
                        .add("TopicData", topic -> topic.set("Name", name)
                                .add("PartitionData", entry -> entry.set("Index", partition)
                                        .set("Records", records.bytes()))));
    }

    /** Says which topic is meant, by name or id, whichever the version has. */
    void identify(MessageBuilder entry, String nameField) {
        if (entry.has(nameField)) {
            entry.set(nameField, name);
        } else {
            entry.set("TopicId", id);
        }
    }

    /** A topic that does not exist. */
    static PreparedTopic missing(Recorder recorder) {
        return new PreparedTopic(recorder.name("missing"), new UUID(0x6b73706563L, 1));
    }
}

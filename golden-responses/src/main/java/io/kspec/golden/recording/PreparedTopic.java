package io.kspec.golden.recording;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Records;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A topic that a script uses.
 *
 * @param name its name
 * @param id its id, or {@link KafkaUuid#ZERO} if the script does not need it
 */
record PreparedTopic(String name, UUID id) {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Creates a topic that keeps records forever. */
    static PreparedTopic create(Recorder recorder, int partitions, Map<String, String> configs) {
        return named(recorder, recorder.name(), partitions, configs);
    }

    /** A second topic of the script. */
    static PreparedTopic create(Recorder recorder, String suffix, int partitions) {
        return create(recorder, suffix, partitions, Map.of());
    }

    /** A second topic of the script, with configurations. */
    static PreparedTopic create(Recorder recorder, String suffix, int partitions, Map<String, String> configs) {
        return named(recorder, recorder.name(suffix), partitions, configs);
    }

    static PreparedTopic create(Recorder recorder, int partitions) {
        return create(recorder, partitions, Map.of());
    }

    private static PreparedTopic named(Recorder recorder, String name, int partitions, Map<String, String> configs) {
        Map<String, String> all = new TreeMap<>(configs);
        all.put("retention.ms", "-1");
        recorder.prepare(
                Recorder.CLIENT,
                "the topic " + name,
                TopicRequests.create(
                        TIMEOUT_MILLIS, NewTopic.of(name, partitions).configs(all)),
                4);
        recorder.ground().awaitLeaders(name, partitions);
        return new PreparedTopic(name, KafkaUuid.ZERO);
    }

    /** The same topic with its id, which Metadata returns. */
    PreparedTopic withId(Recorder recorder) {
        Message metadata = recorder.prepare(
                Recorder.CLIENT,
                "the id of the topic",
                MetadataRequests.topics(name).with(body -> body.setIfPresent("AllowAutoTopicCreation", true)),
                12);
        return new PreparedTopic(name, metadata.getStructs("Topics").get(0).getUuid("TopicId"));
    }

    /** Appends records to a partition. */
    void append(Recorder recorder, String what, int partition, Records records) {
        PartitionRecords appended = new PartitionRecords(identity(), partition, records.bytes());
        recorder.prepare(Recorder.CLIENT, what, ProduceRequests.produce(-1, TIMEOUT_MILLIS, appended), 7);
    }

    /** The topic in requests: by name, or by id in the versions without names. */
    TopicIdentity identity() {
        return TopicIdentity.of(name, id);
    }

    /** An offset to be committed for a partition. */
    OffsetToCommit halfWay(int partition) {
        return new OffsetToCommit(identity(), partition, 42, 0, "half way");
    }

    /** A topic that does not exist. */
    static PreparedTopic missing(Recorder recorder) {
        return new PreparedTopic(recorder.name("missing"), new UUID(0x6b73706563L, 1));
    }
}

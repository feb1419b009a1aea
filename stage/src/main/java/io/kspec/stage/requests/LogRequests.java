package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DeleteRecords, DescribeLogDirs, AlterReplicaLogDirs, CreatePartitions and OffsetDelete requests. */
public final class LogRequests {
    private static final int TIMEOUT_MS = 10_000;

    private LogRequests() {}

    /**
     * Deletes the records of a partition before an offset.
     *
     * @param offset -1 for the high watermark
     */
    public static ClientRequest deleteRecords(String topic, int partition, long offset) {
        return deleteRecords(Map.of(topic, Map.of(partition, offset)));
    }

    /**
     * Deletes the records of several partitions.
     *
     * @param offsets the offset before which records are deleted, by topic and partition
     */
    public static ClientRequest deleteRecords(Map<String, Map<Integer, Long>> offsets) {
        return ClientRequest.of("DeleteRecords", body -> body.set("TimeoutMs", TIMEOUT_MS)
                .setEach("Topics", offsets.entrySet(), (entry, topic) -> entry.set("Name", topic.getKey())
                        .setEach("Partitions", topic.getValue().entrySet(), (data, partition) -> data.set(
                                        "PartitionIndex", partition.getKey())
                                .set("Offset", partition.getValue()))));
    }

    /** Asks for the directories that partitions of a topic are in. */
    public static ClientRequest describeDirs(String topic, Integer... partitions) {
        return ClientRequest.of(
                "DescribeLogDirs",
                body -> body.add("Topics", entry -> entry.set("Topic", topic).set("Partitions", List.of(partitions))));
    }

    /** Moves replicas into a directory. */
    public static ClientRequest moveTo(String directory, String topic, Integer... partitions) {
        return ClientRequest.of(
                "AlterReplicaLogDirs",
                body -> body.add("Dirs", dir -> dir.set("Path", directory)
                        .add("Topics", entry -> entry.set("Name", topic).set("Partitions", List.of(partitions)))));
    }

    /**
     * Adds partitions.
     *
     * @param count the number of partitions that there will be
     * @param assignments the brokers of each added partition's replicas; null to leave the choice to the target
     */
    public static ClientRequest createPartitions(String topic, int count, @Nullable List<List<Integer>> assignments) {
        return ClientRequest.of("CreatePartitions", body -> body.set("TimeoutMs", TIMEOUT_MS)
                .add("Topics", entry -> writeCount(entry.set("Name", topic).set("Count", count), assignments)));
    }

    private static void writeCount(MessageBuilder entry, @Nullable List<List<Integer>> assignments) {
        if (assignments == null) {
            entry.set("Assignments", null);
        } else {
            entry.setEach("Assignments", assignments, (data, brokers) -> data.set("BrokerIds", brokers));
        }
    }

    /** Deletes offsets that a group has committed. */
    public static ClientRequest deleteOffsets(String groupId, String topic, Integer... partitions) {
        return ClientRequest.of(
                "OffsetDelete", body -> body.set("GroupId", groupId).add("Topics", entry -> entry.set("Name", topic)
                        .setEach(
                                "Partitions",
                                List.of(partitions),
                                (data, partition) -> data.set("PartitionIndex", partition))));
    }
}

package io.kspec.stage.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests about the replicas of partitions: DescribeTopicPartitions, ElectLeaders, AlterPartitionReassignments,
 * ListPartitionReassignments and OffsetForLeaderEpoch.
 */
public final class ReplicaRequests {
    /** The type of an election of the preferred leader. */
    public static final int PREFERRED = 0;
    /** The type of an election of any replica that runs. */
    public static final int UNCLEAN = 1;

    private static final int TIMEOUT_MS = 10_000;
    private static final int CONSUMER = -1;

    private ReplicaRequests() {}

    /** Asks for the partitions of topics. */
    public static ClientRequest describeTopics(String... topics) {
        return ClientRequest.of(
                "DescribeTopicPartitions",
                body -> body.setEach("Topics", List.of(topics), (entry, topic) -> entry.set("Name", topic)));
    }

    /** Elects leaders; versions without election types elect preferred ones. */
    public static ClientRequest elect(int type, String topic, Integer... partitions) {
        return electAll(type)
                .with(body -> body.add(
                        "TopicPartitions", entry -> entry.set("Topic", topic).set("Partitions", List.of(partitions))));
    }

    /** Elects leaders of all partitions. */
    public static ClientRequest electAll(int type) {
        return ClientRequest.of("ElectLeaders", body -> body.setIfPresent("ElectionType", type)
                .set("TopicPartitions", null)
                .set("TimeoutMs", TIMEOUT_MS));
    }

    /**
     * Moves a partition to replicas.
     *
     * @param replicas null to cancel a reassignment
     */
    public static ClientRequest reassign(String topic, int partition, @Nullable List<Integer> replicas) {
        return ClientRequest.of("AlterPartitionReassignments", body -> body.set("TimeoutMs", TIMEOUT_MS)
                .add("Topics", entry -> entry.set("Name", topic)
                        .add("Partitions", index -> index.set("PartitionIndex", partition)
                                .set("Replicas", replicas))));
    }

    /** Lists the reassignments of all partitions. */
    public static ClientRequest listReassignments() {
        return ClientRequest.of("ListPartitionReassignments", body -> body.set("TimeoutMs", TIMEOUT_MS)
                .set("Topics", null));
    }

    /** Lists the reassignments of partitions of a topic. */
    public static ClientRequest listReassignments(String topic, Integer... partitions) {
        return ClientRequest.of("ListPartitionReassignments", body -> body.set("TimeoutMs", TIMEOUT_MS)
                .add("Topics", entry -> entry.set("Name", topic).set("PartitionIndexes", List.of(partitions))));
    }

    /**
     * Asks where the records of a leader epoch end.
     *
     * @param currentLeaderEpoch the epoch that the client knows, for versions that fence it; -1 for none
     */
    public static ClientRequest epochEnd(String topic, int partition, int leaderEpoch, int currentLeaderEpoch) {
        return ClientRequest.of("OffsetForLeaderEpoch", body -> body.setIfPresent("ReplicaId", CONSUMER)
                .add("Topics", entry -> entry.set("Topic", topic)
                        .add("Partitions", index -> index.set("Partition", partition)
                                .setIfPresent("CurrentLeaderEpoch", currentLeaderEpoch)
                                .set("LeaderEpoch", leaderEpoch))));
    }
}

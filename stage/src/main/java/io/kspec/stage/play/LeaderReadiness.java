package io.kspec.stage.play;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.StageFailure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Waits until the leaders of a new topic know that they lead. Apache Kafka shows a leader in Metadata a moment before the
 * leader takes records; clients ask again then.
 */
final class LeaderReadiness {
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** The versions that are the same but for what they answer beside the offset. */
    private static final Versions LIST_OFFSETS = new Versions(1, 9);

    private static final Set<Short> NOT_YET = Set.of(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(),
            ErrorCode.LEADER_NOT_AVAILABLE.code(),
            ErrorCode.NOT_LEADER_OR_FOLLOWER.code());

    private final Stage stage;
    private final String topic;
    private final int partitions;

    LeaderReadiness(Stage stage, String topic, int partitions) {
        this.stage = stage;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** Returns when they are ready, the deadline is past, or the target cannot be asked. */
    void await(Deadline deadline) {
        Versions common =
                stage.advertised().common(Catalog.standard().api("ListOffsets")).intersect(LIST_OFFSETS);
        if (common.isEmpty()) {
            return;
        }
        try {
            while (!deadline.isPast()
                    && !IntStream.range(0, partitions).allMatch(partition -> isReady(partition, common.highest()))) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (StageFailure e) {
            stage.transcript().note("whether the leaders of " + topic + " are ready is not known: " + e.getMessage());
            stage.ownRole().disconnect();
        }
    }

    private boolean isReady(int partition, int version) {
        Message answer = stage.ownRole().leader(topic, partition).ask("ListOffsets", version, body -> body.set(
                        "ReplicaId", -1)
                .add("Topics", data -> data.set("Name", topic)
                        .add("Partitions", entry -> entry.set("PartitionIndex", partition)
                                .setIfPresent("CurrentLeaderEpoch", -1)
                                .set("Timestamp", -1L))));
        return answer.getStructs("Topics").stream()
                .flatMap(found -> found.getStructs("Partitions").stream())
                .noneMatch(found -> NOT_YET.contains(found.getShort("ErrorCode")));
    }
}

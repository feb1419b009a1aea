package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Waits until the leaders of a new topic know that they lead. Apache Kafka shows a leader in Metadata a moment before the
 * leader takes records; clients retry then.
 */
final class LeaderReadiness {
    private static final Duration INTERVAL = Duration.ofMillis(10);
    /** Later versions add nothing that is needed here. */
    private static final Versions LIST_OFFSETS = new Versions(1, 9);

    private static final Set<Short> NOT_YET = Set.of(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(),
            ErrorCode.LEADER_NOT_AVAILABLE.code(),
            ErrorCode.NOT_LEADER_OR_FOLLOWER.code());

    private final Connections client;
    private final VersionChoice versions;
    private final Brokers brokers;
    private final List<String> topics;
    private final int partitions;

    LeaderReadiness(Connections client, VersionChoice versions, Brokers brokers, List<String> topics, int partitions) {
        this.client = client;
        this.versions = versions;
        this.brokers = brokers;
        this.topics = List.copyOf(topics);
        this.partitions = partitions;
    }

    /** Returns when the leaders are ready, the limit passed, or the target cannot be asked; the transcript says which. */
    void await(Duration limit) {
        OptionalInt version = versions.highestCommon("ListOffsets", LIST_OFFSETS);
        if (version.isEmpty()) {
            return;
        }
        try {
            Await.of("leaders of " + topics + " that are ready", limit)
                    .every(INTERVAL)
                    .failure(() -> missing(version.getAsInt()))
                    .ifPresent(client.transcript()::note);
        } catch (StageFailure e) {
            client.transcript()
                    .note("could not ask whether the leaders of " + topics + " are ready: " + e.getMessage());
            client.closeAll();
        }
    }

    private Optional<String> missing(int version) {
        Map<Target, List<OffsetQuery>> byLeader = new LinkedHashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                byLeader.computeIfAbsent(brokers.leader(topic, partition), unused -> new ArrayList<>())
                        .add(OffsetQuery.of(topic, partition, OffsetQuery.LATEST));
            }
        }
        return byLeader.entrySet().stream()
                .flatMap(asked -> missing(asked.getKey(), asked.getValue(), version).stream())
                .findFirst();
    }

    private Optional<String> missing(Target leader, List<OffsetQuery> queries, int version) {
        for (Message topic : client.to(leader)
                .ask(ListOffsetsRequests.list(queries), version)
                .getStructs("Topics")) {
            for (Message partition : topic.getStructs("Partitions")) {
                if (NOT_YET.contains(partition.getShort("ErrorCode"))) {
                    return Optional.of(ErrorCode.describe(partition.getShort("ErrorCode")) + " from the leader of "
                            + topic.getString("Name") + "-" + partition.getInt("PartitionIndex"));
                }
            }
        }
        return Optional.empty();
    }
}

package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

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
    private final String topic;
    private final int partitions;

    LeaderReadiness(Connections client, VersionChoice versions, Brokers brokers, String topic, int partitions) {
        this.client = client;
        this.versions = versions;
        this.brokers = brokers;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** Returns when the leaders are ready, the limit passed, or the target cannot be asked; the transcript says which. */
    void await(Duration limit) {
        OptionalInt version = versions.highestCommon("ListOffsets", LIST_OFFSETS);
        if (version.isEmpty()) {
            return;
        }
        try {
            Await.of("leaders of " + topic + " that are ready", limit)
                    .every(INTERVAL)
                    .failure(() -> missing(version.getAsInt()))
                    .ifPresent(client.transcript()::note);
        } catch (StageFailure e) {
            client.transcript().note("could not ask whether the leaders of " + topic + " are ready: " + e.getMessage());
            client.closeAll();
        }
    }

    private Optional<String> missing(int version) {
        return IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition -> missing(partition, version).stream())
                .findFirst();
    }

    private Optional<String> missing(int partition, int version) {
        Message answer = client.to(brokers.leader(topic, partition))
                .ask(ListOffsetsRequests.list(OffsetQuery.of(topic, partition, OffsetQuery.LATEST)), version);
        return answer.getStructs("Topics").stream()
                .flatMap(found -> found.getStructs("Partitions").stream())
                .map(found -> found.getShort("ErrorCode"))
                .filter(NOT_YET::contains)
                .map(error -> ErrorCode.describe(error) + " from the leader of partition " + partition)
                .findFirst();
    }
}

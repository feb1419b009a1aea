package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ElectLeaders (KIP-183). Null requests all partitions; those that need no election are left out of the answer then. With a
 * timeout of 0, Kafka times out immediately.
 *
 * <ul>
 *   <li>v0: preferred leaders only.
 *   <li>v1: unclean elections (KIP-460); an error code for the whole response.
 *   <li>v2: flexible.
 * </ul>
 */
public final class ElectLeadersHandler implements ApiHandler {
    private static final int PREFERRED = 0;
    private static final int UNCLEAN = 1;

    private final Cluster cluster;

    public ElectLeadersHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Why no election takes place. */
    private record Refusal(ErrorCode error, @Nullable String message) {}

    /** What became of the election in one partition. */
    private record Result(int partition, ErrorCode error, @Nullable String message) {}

    @Override
    public String api() {
        return "ElectLeaders";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        int type = context.version() >= 1 ? request.getInt("ElectionType") : PREFERRED;
        Optional<Refusal> refusal = refusal(type, request.getInt("TimeoutMs"));
        MessageBuilder response = context.response();
        refusal.ifPresent(refused -> response.setIfPresent("ErrorCode", refused.error()));
        if (request.isNull("TopicPartitions") && refusal.isPresent()) {
            return HandlerAnswer.now(response.build());
        }
        if (request.isNull("TopicPartitions")) {
            response.setEach(
                    "ReplicaElectionResults",
                    cluster.topics().all(),
                    (entry, topic) -> fill(entry, topic.name(), electAll(topic, type)));
        } else {
            response.setEach(
                    "ReplicaElectionResults",
                    request.getStructs("TopicPartitions"),
                    (entry, asked) -> fill(entry, asked.getString("Topic"), elect(asked, type, refusal)));
        }
        return HandlerAnswer.now(response.build());
    }

    private List<Result> electAll(Topic topic, int type) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < topic.partitions().size(); i++) {
            results.add(elect(Optional.of(topic), i, type));
        }
        results.removeIf(result -> result.error() == ErrorCode.ELECTION_NOT_NEEDED);
        return results;
    }

    private static Optional<Refusal> refusal(int type, int timeoutMs) {
        if (type != PREFERRED && type != UNCLEAN) {
            return Optional.of(new Refusal(ErrorCode.INVALID_REQUEST, "There is no election type " + type + "."));
        }
        return timeoutMs <= 0 ? Optional.of(new Refusal(ErrorCode.REQUEST_TIMED_OUT, null)) : Optional.empty();
    }

    private List<Result> elect(Message asked, int type, Optional<Refusal> refusal) {
        Optional<Topic> topic = cluster.topics().find(asked.getString("Topic"));
        return asked.getInts("Partitions").stream()
                .map(partition -> refusal.map(refused -> new Result(partition, refused.error(), refused.message()))
                        .orElseGet(() -> elect(topic, partition, type)))
                .toList();
    }

    private Result elect(Optional<Topic> topic, int partition, int type) {
        if (topic.flatMap(found -> found.partition(partition)).isEmpty()) {
            return new Result(partition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no such partition.");
        }
        ErrorCode error = type == PREFERRED
                ? cluster.controller().electPreferred(topic.get(), partition)
                : cluster.controller().electUnclean(topic.get(), partition);
        return new Result(partition, error, "The leader was not elected: " + error + ".");
    }

    private static void fill(MessageBuilder entry, String topic, List<Result> results) {
        entry.set("Topic", topic).setEach("PartitionResult", results, (partition, result) -> partition
                .set("PartitionId", result.partition())
                .set("ErrorCode", result.error())
                .set("ErrorMessage", result.error() == ErrorCode.NONE ? null : result.message()));
    }
}

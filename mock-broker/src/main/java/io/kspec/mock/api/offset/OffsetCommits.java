package io.kspec.mock.api.offset;

import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.CommitRequest.OffsetToCommit;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicReference;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Answers a request that commits offsets, partition by partition, whether or not in a transaction. */
public final class OffsetCommits {
    private static final int NO_EPOCH = -1;
    private static final long NO_TIME = -1;

    private final TopicTable topics;
    private final ErrorCode ofExisting;

    /**
     * Creates an answer.
     *
     * @param ofExisting NONE, or why the version commits no offset of any partition
     */
    public OffsetCommits(TopicTable topics, ErrorCode ofExisting) {
        this.topics = topics;
        this.ofExisting = ofExisting;
    }

    /**
     * The response.
     *
     * @param commit commits the offsets of partitions that exist, and returns their results in the same order. As in Kafka, it
     *     is not called if there are none
     */
    public Message to(
            Message request, RequestContext context, Function<List<OffsetToCommit>, List<PartitionError>> commit) {
        List<OffsetToCommit> existing = new ArrayList<>();
        for (Message topic : request.getStructs("Topics")) {
            Optional<Topic> found = TopicReference.find(topics, topic);
            topic.getStructs("Partitions").stream()
                    .filter(partition -> check(found, topic, partition) == ErrorCode.NONE)
                    .forEach(partition -> existing.add(offset(found.orElseThrow(), partition, request, context)));
        }
        Iterator<PartitionError> committed = existing.isEmpty()
                ? List.<PartitionError>of().iterator()
                : commit.apply(existing).iterator();
        return context.response()
                .setEach("Topics", request.getStructs("Topics"), (result, topic) -> {
                    Optional<Topic> found = TopicReference.find(topics, topic);
                    TopicReference.copy(topic, result);
                    result.setEach("Partitions", topic.getStructs("Partitions"), (entry, partition) -> {
                        ErrorCode error = check(found, topic, partition);
                        entry.set("PartitionIndex", partition.getInt("PartitionIndex"))
                                .set(
                                        "ErrorCode",
                                        error == ErrorCode.NONE
                                                ? committed.next().error()
                                                : error);
                    });
                })
                .build();
    }

    private ErrorCode check(Optional<Topic> found, Message topic, Message partition) {
        if (found.isEmpty() && topic.has("TopicId")) {
            return ErrorCode.UNKNOWN_TOPIC_ID;
        }
        return found.flatMap(known -> known.partition(partition.getInt("PartitionIndex")))
                        .isPresent()
                ? ofExisting
                : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }

    private static OffsetToCommit offset(Topic topic, Message partition, Message request, RequestContext context) {
        String metadata = partition.getNullableString("CommittedMetadata");
        int leaderEpoch = partition.has("CommittedLeaderEpoch") ? partition.getInt("CommittedLeaderEpoch") : NO_EPOCH;
        long timestampMs = partition.has("CommitTimestamp") ? partition.getLong("CommitTimestamp") : NO_TIME;
        long retentionMs = request.has("RetentionTimeMs") ? request.getLong("RetentionTimeMs") : NO_TIME;
        return new OffsetToCommit(
                new TopicPartition(topic.name(), partition.getInt("PartitionIndex")),
                new CommittedOffset(
                        partition.getLong("CommittedOffset"),
                        leaderEpoch,
                        metadata == null ? "" : metadata,
                        topic.id(),
                        timestampMs == NO_TIME ? context.nowMs() : timestampMs,
                        retentionMs == NO_TIME
                                ? OptionalLong.empty()
                                : OptionalLong.of(context.nowMs() + retentionMs)));
    }
}

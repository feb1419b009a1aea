package io.kspec.mock.fetch;

import io.kspec.mock.log.LeaderEpochs;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.Optional;

/** Decides whether the partitions of a Fetch request can be read, when it arrives and again while it waits. */
public final class FetchRules {
    private final TopicTable topics;
    private final FetchParameters parameters;

    public FetchRules(TopicTable topics, FetchParameters parameters) {
        this.topics = topics;
        this.parameters = parameters;
    }

    FetchTarget target(RequestedPartition requested) {
        if (requested.topic() == null) {
            return new FetchTarget(requested, ErrorCode.UNKNOWN_TOPIC_ID, null);
        }
        Optional<Topic> topic = topics.find(requested.topic());
        Optional<PartitionLog> log =
                topic.flatMap(found -> found.partition(requested.key().index()));
        if (topic.isEmpty() || log.isEmpty()) {
            return new FetchTarget(requested, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null);
        }
        return new FetchTarget(requested, check(requested, topic.get(), log.get()), log.get());
    }

    private ErrorCode check(RequestedPartition requested, Topic topic, PartitionLog log) {
        PartitionRequest request = requested.request();
        if (request.maxBytes() < 0 || !parameters.hasIsolationLevel()) {
            return ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        if (parameters.isFromFollower()) {
            // No partition has followers.
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        if (parameters.usesTopicIds() && !topic.id().equals(requested.key().topicId())) {
            return ErrorCode.INCONSISTENT_TOPIC_ID;
        }
        ErrorCode fenced = LeaderEpochs.check(request.leaderEpoch());
        if (fenced != ErrorCode.NONE) {
            return fenced;
        }
        boolean outOfRange = request.offset() < log.startOffset()
                || request.offset() > log.endOffset()
                || request.lastFetchedEpoch() > PartitionLog.LEADER_EPOCH;
        return outOfRange ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NONE;
    }
}

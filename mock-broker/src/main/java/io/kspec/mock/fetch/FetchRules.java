package io.kspec.mock.fetch;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.CurrentLeaders;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.log.EpochHistory.EpochEnd;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides whether the partitions of a Fetch request can be read, when it arrives and again while it waits. */
public final class FetchRules {
    /** The first version at which consumers may fetch from followers (KIP-392). */
    private static final int FIRST_FROM_FOLLOWERS = 11;

    private final Cluster cluster;
    private final ReadReplicas replicas;
    private final FetchParameters parameters;
    private final int broker;

    /**
     * Creates the rules of one request.
     *
     * @param broker the node id of the broker that received it
     */
    public FetchRules(Cluster cluster, FetchParameters parameters, int broker) {
        this.cluster = cluster;
        this.replicas = new ReadReplicas(cluster);
        this.parameters = parameters;
        this.broker = broker;
    }

    FetchTarget target(RequestedPartition requested) {
        if (requested.topic() == null) {
            return FetchTarget.failed(requested, ErrorCode.UNKNOWN_TOPIC_ID, null);
        }
        Optional<Topic> topic = cluster.topics().find(requested.topic());
        Optional<PartitionLog> log =
                topic.flatMap(found -> found.partition(requested.key().index()));
        if (topic.isEmpty() || log.isEmpty()) {
            return FetchTarget.failed(requested, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null);
        }
        ErrorCode error = check(requested, topic.get());
        return error == ErrorCode.NONE
                ? position(requested, topic.get(), log.get())
                : FetchTarget.failed(requested, error, log.get());
    }

    /** Whether the partition can be read where the client wants to, once it may be read at all. */
    private FetchTarget position(RequestedPartition requested, Topic topic, PartitionLog log) {
        PartitionRequest request = requested.request();
        boolean isWithinTheLog = request.offset() >= log.startOffset() && request.offset() <= log.endOffset();
        OptionalInt preferred = isWithinTheLog ? preferredReplica(requested, topic) : OptionalInt.empty();
        if (preferred.isPresent()) {
            return FetchTarget.diverted(requested, log, new Detour.ReadElsewhere(preferred.getAsInt()));
        }
        if (request.lastFetchedEpoch() >= 0) {
            EpochEnd end = log.epochs().endOf(request.lastFetchedEpoch(), log.endOffset());
            if (end.equals(EpochEnd.UNDEFINED) || request.offset() < log.startOffset()) {
                return FetchTarget.failed(requested, ErrorCode.OFFSET_OUT_OF_RANGE, log);
            }
            if (end.epoch() < request.lastFetchedEpoch() || end.endOffset() < request.offset()) {
                return FetchTarget.diverted(requested, log, new Detour.Truncate(end));
            }
        }
        return isWithinTheLog
                ? FetchTarget.readable(requested, log)
                : FetchTarget.failed(requested, ErrorCode.OFFSET_OUT_OF_RANGE, log);
    }

    private OptionalInt preferredReplica(RequestedPartition requested, Topic topic) {
        PartitionRegistration registration =
                cluster.replicas().of(topic, requested.key().index());
        return parameters.version() >= FIRST_FROM_FOLLOWERS
                ? replicas.preferred(registration, broker, parameters.rack())
                : OptionalInt.empty();
    }

    private ErrorCode check(RequestedPartition requested, Topic topic) {
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
        return checkReplica(requested, topic);
    }

    /** Adds the current leader to the entry of a partition if the client did not know it. */
    void tellLeader(CurrentLeaders leaders, MessageBuilder entry, PartitionResult result) {
        boolean outdated =
                result.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER || result.error() == ErrorCode.FENCED_LEADER_EPOCH;
        String name = result.requested().topic();
        if (outdated && name != null) {
            cluster.topics()
                    .find(name)
                    .ifPresent(topic ->
                            leaders.tell(entry, topic, result.requested().key().index()));
        }
    }

    CurrentLeaders currentLeaders(String listener) {
        return new CurrentLeaders(cluster, listener);
    }

    private ErrorCode checkReplica(RequestedPartition requested, Topic topic) {
        int index = requested.key().index();
        int epoch = requested.request().leaderEpoch();
        return parameters.version() >= FIRST_FROM_FOLLOWERS
                ? cluster.replicas().checkReplica(topic, index, broker, epoch)
                : cluster.replicas().checkLeader(topic, index, broker, epoch);
    }
}

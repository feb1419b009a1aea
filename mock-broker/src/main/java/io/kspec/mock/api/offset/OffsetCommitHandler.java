package io.kspec.mock.api.offset;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommitRequest.OffsetToCommit;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicReference;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * OffsetCommit. Partitions are answered in request order; one that does not exist fails without affecting the others.
 *
 * <ul>
 *   <li>v0: offsets were kept in ZooKeeper, which does not exist here: UNSUPPORTED_VERSION for partitions that exist.
 *   <li>v1: generation and member id; a timestamp per offset, in this version only, which is ignored.
 *   <li>v2 to v4: retention time of the offsets, which is ignored. v3: throttle time.
 *   <li>v6: leader epochs (KIP-320). v7: static members (KIP-345). v8: flexible.
 *   <li>v9: a group that does not exist is answered GROUP_ID_NOT_FOUND instead of ILLEGAL_GENERATION (KIP-848).
 *   <li>v10: topic ids instead of names; an unknown id is answered UNKNOWN_TOPIC_ID.
 * </ul>
 */
public final class OffsetCommitHandler implements ApiHandler {
    private static final int NO_GENERATION = -1;

    private final Cluster cluster;

    public OffsetCommitHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "OffsetCommit";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 10);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<OffsetToCommit> existing = new ArrayList<>();
        for (Message topic : request.getStructs("Topics")) {
            Optional<Topic> found = find(topic);
            topic.getStructs("Partitions").stream()
                    .filter(partition -> check(found, partition, context.version()) == ErrorCode.NONE)
                    .forEach(
                            partition -> existing.add(offset(found.orElseThrow().name(), partition)));
        }
        // As in Kafka, the group is not checked if there is nothing to commit.
        Iterator<PartitionError> committed = existing.isEmpty()
                ? List.<PartitionError>of().iterator()
                : commit(commit(request, existing, context.version()), context).iterator();
        MessageBuilder response = context.response();
        response.setEach("Topics", request.getStructs("Topics"), (result, topic) -> {
            Optional<Topic> found = find(topic);
            TopicReference.copy(topic, result);
            result.setEach("Partitions", topic.getStructs("Partitions"), (entry, partition) -> {
                ErrorCode error = check(found, partition, context.version());
                entry.set("PartitionIndex", partition.getInt("PartitionIndex"))
                        .set(
                                "ErrorCode",
                                error == ErrorCode.NONE ? committed.next().error() : error);
            });
        });
        return HandlerAnswer.now(response.build());
    }

    private List<PartitionError> commit(CommitRequest commit, RequestContext context) {
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), commit.groupId());
        return misplaced == ErrorCode.NONE
                ? cluster.groups().commit(commit, context.nowMs())
                : commit.offsets().stream()
                        .map(offset -> new PartitionError(offset.partition(), misplaced))
                        .toList();
    }

    private Optional<Topic> find(Message topic) {
        return TopicReference.find(cluster.topics(), topic);
    }

    private static ErrorCode check(Optional<Topic> topic, Message partition, int version) {
        if (topic.isEmpty() && version >= 10) {
            return ErrorCode.UNKNOWN_TOPIC_ID;
        }
        if (topic.flatMap(found -> found.partition(partition.getInt("PartitionIndex")))
                .isEmpty()) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        return version == 0 ? ErrorCode.UNSUPPORTED_VERSION : ErrorCode.NONE;
    }

    private static CommitRequest commit(Message request, List<OffsetToCommit> offsets, int version) {
        return new CommitRequest(
                request.getString("GroupId"),
                MemberIdentity.of(request),
                version >= 1 ? request.getInt("GenerationIdOrMemberEpoch") : NO_GENERATION,
                version >= 9,
                offsets);
    }

    private static OffsetToCommit offset(String topic, Message partition) {
        String metadata = partition.getNullableString("CommittedMetadata");
        int leaderEpoch = partition.has("CommittedLeaderEpoch") ? partition.getInt("CommittedLeaderEpoch") : -1;
        return new OffsetToCommit(
                new TopicPartition(topic, partition.getInt("PartitionIndex")),
                new CommittedOffset(
                        partition.getLong("CommittedOffset"), leaderEpoch, metadata == null ? "" : metadata));
    }
}

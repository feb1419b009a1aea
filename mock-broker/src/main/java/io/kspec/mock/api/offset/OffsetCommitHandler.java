package io.kspec.mock.api.offset;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommitRequest.OffsetToCommit;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * OffsetCommit. Partitions are answered in request order; one that does not exist fails without affecting the others.
 *
 * <ul>
 *   <li>v0: offsets were kept in ZooKeeper, which does not exist here: UNSUPPORTED_VERSION for partitions that exist.
 *   <li>v1: generation and member id; per offset, in this version only, the time from which it is kept.
 *   <li>v2 to v4: how long the offsets are kept, in place of the broker's retention. v3: throttle time.
 *   <li>v6: leader epochs (KIP-320). v7: static members (KIP-345). v8: flexible.
 *   <li>v9: a group that does not exist is answered GROUP_ID_NOT_FOUND instead of ILLEGAL_GENERATION (KIP-848), since
 *       Kafka 4.0.
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

    /** As in Kafka, the group is not checked if there is nothing to commit. */
    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ErrorCode ofExisting = context.version() == 0 ? ErrorCode.UNSUPPORTED_VERSION : ErrorCode.NONE;
        return HandlerAnswer.now(new OffsetCommits(cluster.topics(), ofExisting)
                .to(request, context, offsets -> commit(request, offsets, context)));
    }

    private List<PartitionError> commit(Message request, List<OffsetToCommit> offsets, RequestContext context) {
        CommitRequest commit = new CommitRequest(
                request.getString("GroupId"),
                MemberIdentity.of(request),
                context.version() >= 1 ? request.getInt("GenerationIdOrMemberEpoch") : NO_GENERATION,
                context.version() >= 9 && cluster.release().isAtLeast(4, 0),
                offsets);
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), commit.groupId());
        return misplaced == ErrorCode.NONE
                ? cluster.groups().commit(commit, context.nowMs())
                : commit.refused(misplaced);
    }
}

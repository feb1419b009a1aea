package io.kspec.mock.api.transaction;

import io.kspec.mock.api.offset.OffsetCommits;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommitRequest.OffsetToCommit;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.transaction.PartitionJoin;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionalOffsets;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Set;

/**
 * TxnOffsetCommit: offsets that are committed when the transaction is. A partition that does not exist fails without affecting
 * the others. Before Kafka 3.9, the group need not be part of the transaction.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: leader epochs (KIP-320).
 *   <li>v3: flexible; member id, instance id and generation of the consumer (KIP-447).
 *   <li>v4: TRANSACTION_ABORTABLE instead of INVALID_TXN_STATE if the group is not part of the transaction (KIP-890).
 *   <li>v5: the group is added to the transaction, without AddOffsetsToTxn (KIP-890).
 *   <li>v6: topic ids instead of names (KIP-1319); an unknown id is answered UNKNOWN_TOPIC_ID.
 * </ul>
 */
public final class TxnOffsetCommitHandler implements ApiHandler {
    private static final int NO_GENERATION = -1;

    private final Cluster cluster;

    public TxnOffsetCommitHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "TxnOffsetCommit";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 6);
    }

    /** As in Kafka, neither transaction nor group is checked if there is nothing to commit. */
    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return HandlerAnswer.now(new OffsetCommits(cluster.topics(), ErrorCode.NONE)
                .to(request, context, offsets -> commit(request, offsets, context)));
    }

    private List<PartitionError> commit(Message request, List<OffsetToCommit> offsets, RequestContext context) {
        String groupId = request.getString("GroupId");
        ProducerIdentity producer = ProducerIdentity.of(request);
        ErrorCode misplaced = groupId.isEmpty()
                ? ErrorCode.INVALID_GROUP_ID
                : cluster.coordinators().checkGroup(context.brokerId(), groupId);
        ErrorCode error = misplaced == ErrorCode.NONE
                ? join(request.getString("TransactionalId"), groupId, producer, context)
                : misplaced;
        int generationId = context.version() >= 3 ? request.getInt("GenerationIdOrMemberEpoch") : NO_GENERATION;
        CommitRequest commit = new CommitRequest(groupId, MemberIdentity.of(request), generationId, false, offsets);
        return error == ErrorCode.NONE
                ? cluster.transactionalOffsets().commit(commit, producer, context.nowMs())
                : commit.refused(error);
    }

    private ErrorCode join(String transactionalId, String groupId, ProducerIdentity producer, RequestContext context) {
        if (cluster.transactionalOffsets().hasOpenTransaction(groupId, producer)) {
            return ErrorCode.NONE;
        }
        if (cluster.transactionalOffsets().isFenced(groupId, producer)) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        if (!cluster.release().isAtLeast(3, 9)) {
            return ErrorCode.NONE;
        }
        TopicPartition partition = TransactionalOffsets.partitionOf(groupId);
        return PartitionJoin.ofTxnOffsetCommit(context.version())
                .join(cluster.transactions(), transactionalId, producer, Set.of(partition), context.nowMs())
                .getOrDefault(partition, ErrorCode.NONE);
    }
}

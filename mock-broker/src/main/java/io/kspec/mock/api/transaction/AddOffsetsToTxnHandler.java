package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionalOffsets;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.Set;

/**
 * AddOffsetsToTxn: adds the partition of {@code __consumer_offsets} that is responsible for a group.
 *
 * <ul>
 *   <li>v1: throttling happens after the response.
 *   <li>v2: PRODUCER_FENCED instead of INVALID_PRODUCER_EPOCH (KIP-588).
 *   <li>v3: flexible. v4: TRANSACTION_ABORTABLE is possible; the mock never returns it.
 * </ul>
 */
public final class AddOffsetsToTxnHandler implements ApiHandler {
    private final Cluster cluster;

    public AddOffsetsToTxnHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AddOffsetsToTxn";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 4);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String transactionalId = request.getString("TransactionalId");
        ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
        ErrorCode error = misplaced == ErrorCode.NONE
                ? cluster.transactions()
                        .add(
                                transactionalId,
                                ProducerIdentity.of(request),
                                Set.of(TransactionalOffsets.partitionOf(request.getString("GroupId"))),
                                context.nowMs())
                : misplaced;
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", TransactionErrors.known(error, context.version(), 2))
                .build());
    }
}

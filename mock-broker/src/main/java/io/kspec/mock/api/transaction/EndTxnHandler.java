package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionCoordinator.ProducerResult;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * EndTxn.
 *
 * <ul>
 *   <li>v1: throttling happens after the response.
 *   <li>v2: PRODUCER_FENCED instead of INVALID_PRODUCER_EPOCH (KIP-588).
 *   <li>v3: flexible. v4: TRANSACTION_ABORTABLE is possible; the mock never returns it.
 *   <li>v5: the producer continues in a new epoch, which the response has; a producer without a transaction may abort
 *       (KIP-890).
 * </ul>
 */
public final class EndTxnHandler implements ApiHandler {
    private final Cluster cluster;

    public EndTxnHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "EndTxn";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String transactionalId = request.getString("TransactionalId");
        ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
        ProducerResult result = misplaced == ErrorCode.NONE
                ? end(request, transactionalId, context)
                : new ProducerResult(misplaced, ProducerIdentity.NONE);
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", TransactionErrors.known(result.error(), context.version(), 2))
                .setIfPresent("ProducerId", result.producer().id())
                .setIfPresent("ProducerEpoch", result.producer().epoch())
                .build());
    }

    private ProducerResult end(Message request, String transactionalId, RequestContext context) {
        return cluster.transactions()
                .end(
                        transactionalId,
                        ProducerIdentity.of(request),
                        request.getBoolean("Committed"),
                        context.version() >= 5,
                        context.nowMs());
    }
}

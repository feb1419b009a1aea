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
import org.jspecify.annotations.Nullable;

/**
 * InitProducerId. Without a transactional id, the response has a new producer id; with one, a new epoch of its producer id,
 * once no transaction is open.
 *
 * <ul>
 *   <li>v1: throttling happens after the response.
 *   <li>v2: flexible.
 *   <li>v3: the producer may send its current id and epoch (KIP-360); if they are not the latest, it is refused with
 *       INVALID_PRODUCER_EPOCH.
 *   <li>v4: PRODUCER_FENCED instead (KIP-588).
 *   <li>v5: TRANSACTION_ABORTABLE is possible; the mock never returns it.
 *   <li>v6: two-phase commit (KIP-939), which is disabled here: TRANSACTIONAL_ID_AUTHORIZATION_FAILED.
 * </ul>
 */
public final class InitProducerIdHandler implements ApiHandler {
    private final Cluster cluster;

    public InitProducerIdHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "InitProducerId";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 6);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ProducerResult result = init(request, context);
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", TransactionErrors.known(result.error(), context.version(), 4))
                .set("ProducerId", result.producer().id())
                .set("ProducerEpoch", result.producer().epoch())
                .setIfPresent("OngoingTxnProducerId", ProducerIdentity.NONE.id())
                .build());
    }

    private ProducerResult init(Message request, RequestContext context) {
        ProducerIdentity claimed = claimed(request);
        if (claimed != null && (claimed.id() < 0) != (claimed.epoch() < 0)) {
            return new ProducerResult(ErrorCode.INVALID_REQUEST, ProducerIdentity.NONE);
        }
        String transactionalId = request.getNullableString("TransactionalId");
        if (transactionalId == null) {
            return new ProducerResult(ErrorCode.NONE, cluster.transactions().idempotentProducer());
        }
        boolean twoPhase =
                context.version() >= 6 && (request.getBoolean("Enable2Pc") || request.getBoolean("KeepPreparedTxn"));
        if (twoPhase && !transactionalId.isEmpty()) {
            return new ProducerResult(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, ProducerIdentity.NONE);
        }
        ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
        if (misplaced != ErrorCode.NONE) {
            return new ProducerResult(misplaced, ProducerIdentity.NONE);
        }
        return cluster.transactions()
                .init(
                        transactionalId,
                        request.getInt("TransactionTimeoutMs"),
                        claimed == null || claimed.id() < 0 ? null : claimed,
                        context.nowMs());
    }

    private static @Nullable ProducerIdentity claimed(Message request) {
        return request.has("ProducerId") ? ProducerIdentity.of(request) : null;
    }
}

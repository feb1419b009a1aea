package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.transaction.ProducerIds;
import io.kspec.mock.transaction.ProducerIds.ProducerIdentity;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import org.jspecify.annotations.Nullable;

/**
 * InitProducerId. A transactional id gets a producer id, and a new epoch each time; nothing else of transactions is
 * implemented.
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
    /** {@code transaction.max.timeout.ms}. */
    private static final int MAX_TIMEOUT_MS = 900_000;

    private static final long NO_ID = -1;
    private static final int NO_EPOCH = -1;

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
        String transactionalId = request.getNullableString("TransactionalId");
        ErrorCode error = check(request, transactionalId, context.version());
        MessageBuilder response = context.response().set("ErrorCode", error);
        if (error == ErrorCode.NONE) {
            ProducerIds ids = cluster.producerIds();
            ProducerIdentity producer = transactionalId == null ? ids.fresh() : ids.next(transactionalId);
            response.set("ProducerId", producer.id()).set("ProducerEpoch", producer.epoch());
        } else {
            response.set("ProducerId", NO_ID).set("ProducerEpoch", NO_EPOCH);
        }
        return HandlerAnswer.now(
                response.setIfPresent("OngoingTxnProducerId", NO_ID).build());
    }

    private ErrorCode check(Message request, @Nullable String transactionalId, int version) {
        long id = version >= 3 ? request.getLong("ProducerId") : NO_ID;
        int epoch = version >= 3 ? request.getInt("ProducerEpoch") : NO_EPOCH;
        if ((id == NO_ID) != (epoch == NO_EPOCH)) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (transactionalId == null) {
            return ErrorCode.NONE;
        }
        if (transactionalId.isEmpty()) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (version >= 6 && (request.getBoolean("Enable2Pc") || request.getBoolean("KeepPreparedTxn"))) {
            return ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
        }
        int timeoutMs = request.getInt("TransactionTimeoutMs");
        if (timeoutMs <= 0 || timeoutMs > MAX_TIMEOUT_MS) {
            return ErrorCode.INVALID_TRANSACTION_TIMEOUT;
        }
        ProducerIdentity holder = cluster.producerIds().holder(transactionalId);
        if (holder == null || id == NO_ID || (holder.id() == id && holder.epoch() == epoch)) {
            return ErrorCode.NONE;
        }
        return version >= 4 ? ErrorCode.PRODUCER_FENCED : ErrorCode.INVALID_PRODUCER_EPOCH;
    }
}

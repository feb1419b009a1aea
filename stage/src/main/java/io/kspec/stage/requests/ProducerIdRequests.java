package io.kspec.stage.requests;

import org.jspecify.annotations.Nullable;

/** InitProducerId requests. */
public final class ProducerIdRequests {
    private ProducerIdRequests() {}

    /**
     * Asks for a producer id.
     *
     * @param transactionalId null for an idempotent producer without transactions
     */
    public static ClientRequest init(@Nullable String transactionalId, int transactionTimeoutMs) {
        return ClientRequest.of("InitProducerId", body -> body.set("TransactionalId", transactionalId)
                .set("TransactionTimeoutMs", transactionTimeoutMs));
    }
}

package io.kspec.mock.api.transaction;

import io.kspec.protocol.ErrorCode;

/** The error codes that versions of the transaction APIs know. */
final class TransactionErrors {
    private TransactionErrors() {}

    /** PRODUCER_FENCED, which KIP-588 added to each API in some version, is INVALID_PRODUCER_EPOCH before. */
    static ErrorCode known(ErrorCode error, int version, int firstWithProducerFenced) {
        return error == ErrorCode.PRODUCER_FENCED && version < firstWithProducerFenced
                ? ErrorCode.INVALID_PRODUCER_EPOCH
                : error;
    }
}

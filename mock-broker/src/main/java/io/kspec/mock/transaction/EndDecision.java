package io.kspec.mock.transaction;

import io.kspec.mock.transaction.TransactionState.CompleteAbort;
import io.kspec.mock.transaction.TransactionState.CompleteCommit;
import io.kspec.mock.transaction.TransactionState.Empty;
import io.kspec.mock.transaction.TransactionState.Live;
import io.kspec.mock.transaction.TransactionState.Ongoing;
import io.kspec.mock.transaction.TransactionState.Prepared;
import io.kspec.protocol.ErrorCode;

/** What an EndTxn of a client means in a state. */
sealed interface EndDecision {
    /** It is refused, or must wait until the transaction before has ended. */
    record Refused(ErrorCode error) implements EndDecision {}

    /** It is a retry, and the transaction has ended as wanted. */
    record AlreadyEnded() implements EndDecision {}

    /** The transaction ends now. */
    record Ends() implements EndDecision {}

    /**
     * The decision below transaction version 2 (EndTxn up to v4): the epoch stays the same, so a retry looks like the original.
     */
    static EndDecision withoutBump(Live state, ProducerIdentity claimed, boolean commit) {
        if (claimed.id() != state.producer().id()) {
            return new Refused(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        if (claimed.epoch() != state.producer().epoch()) {
            return new Refused(ErrorCode.PRODUCER_FENCED);
        }
        if (state instanceof Ongoing) {
            return new Ends();
        }
        if (state instanceof Prepared) {
            return new Refused(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        boolean ended = commit ? state instanceof CompleteCommit : state instanceof CompleteAbort;
        return ended ? new AlreadyEnded() : new Refused(ErrorCode.INVALID_TXN_STATE);
    }

    /**
     * The decision with transaction version 2 (EndTxn from v5 on): a retry has the epoch before the current one, and a producer
     * may abort although it has no transaction.
     */
    static EndDecision withBump(Live state, ProducerIdentity claimed, boolean commit) {
        TransactionalProducer producer = state.producer();
        boolean overflowed = claimed.id() == producer.previousId()
                && claimed.epoch() == Short.MAX_VALUE - 1
                && producer.epoch() == 0;
        boolean retried = claimed.epoch() + 1 == producer.epoch() || overflowed;
        if (claimed.id() != producer.id() && !overflowed) {
            return new Refused(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        if (state instanceof Prepared) {
            return new Refused(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        if (claimed.epoch() != producer.epoch() && (!retried || state instanceof Ongoing || state instanceof Empty)) {
            return new Refused(ErrorCode.PRODUCER_FENCED);
        }
        if (state instanceof Ongoing) {
            return new Ends();
        }
        if (retried) {
            boolean ended = commit ? state instanceof CompleteCommit : state instanceof CompleteAbort;
            return ended ? new AlreadyEnded() : new Refused(ErrorCode.INVALID_TXN_STATE);
        }
        return commit ? new Refused(ErrorCode.INVALID_TXN_STATE) : new Ends();
    }
}

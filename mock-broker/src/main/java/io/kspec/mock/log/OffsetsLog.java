package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/**
 * What a partition of {@code __consumer_offsets} knows about transactional producers, whether or not the topic exists.
 */
public final class OffsetsLog {
    private final ProducerTable producers = new ProducerTable();
    /** The producers with an open transaction. */
    private final Set<Long> open = new HashSet<>();

    /** Whether a producer has an open transaction here, so that it need not be verified again. */
    public boolean hasOpenTransaction(long producerId, short epoch) {
        return open.contains(producerId) && producers.isIn(producerId, epoch);
    }

    /** Whether a producer is known in a later epoch. */
    public boolean isFenced(long producerId, short epoch) {
        return producers.isFenced(producerId, epoch);
    }

    /** Remembers that a producer has committed offsets. */
    public void appended(long producerId, short epoch, long nowMs) {
        producers.appended(producerId, epoch, nowMs);
        open.add(producerId);
    }

    /** Ends a transaction: NONE, INVALID_PRODUCER_EPOCH or TRANSACTION_COORDINATOR_FENCED. */
    public ErrorCode end(TransactionMarker marker, long nowMs) {
        ErrorCode error = producers.check(marker, open.contains(marker.producerId()));
        if (error == ErrorCode.NONE) {
            producers.ended(marker, nowMs);
            open.remove(marker.producerId());
        }
        return error;
    }
}

package io.kspec.mock.transaction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The producer that holds a transactional id.
 *
 * @param id its producer id
 * @param epoch its current epoch; -1 before the first
 * @param lastEpoch the epoch before, if the producer itself asked for a new one, so that its retry is recognized; otherwise -1
 * @param previousId the producer id before the current one was last confirmed
 * @param timeoutMs how long its transactions may last
 */
public record TransactionalProducer(long id, short epoch, short lastEpoch, long previousId, int timeoutMs) {
    /** The last epoch in which a producer id is used; Kafka reserves the highest for fencing. */
    private static final short LAST_EPOCH = Short.MAX_VALUE - 1;

    private static final short NONE = -1;

    /** A producer that has no epoch yet. */
    static TransactionalProducer created(long id, int timeoutMs) {
        return new TransactionalProducer(id, NONE, NONE, NONE, timeoutMs);
    }

    public ProducerIdentity identity() {
        return new ProducerIdentity(id, epoch);
    }

    boolean isExhausted() {
        return epoch >= LAST_EPOCH;
    }

    /** Whether a producer may claim this transactional id by its current id, or by the one whose epochs are exhausted. */
    boolean admits(ProducerIdentity claimed) {
        return epoch == NONE || claimed.id() == id || (claimed.id() == previousId && claimed.epoch() >= LAST_EPOCH);
    }

    /**
     * The producer after InitProducerId (KIP-360): in a new epoch, or in the current one if the request is a retry.
     *
     * @param claimed what the producer says it is, or null for a new instance
     * @return empty if the claimed epoch is fenced
     */
    Optional<TransactionalProducer> next(@Nullable ProducerIdentity claimed, int newTimeoutMs) {
        short bumped = (short) (epoch + 1);
        if (claimed == null) {
            return Optional.of(new TransactionalProducer(id, bumped, NONE, id, newTimeoutMs));
        }
        if (epoch == NONE || claimed.epoch() == epoch) {
            return Optional.of(new TransactionalProducer(id, bumped, epoch, id, newTimeoutMs));
        }
        return claimed.epoch() == lastEpoch
                ? Optional.of(new TransactionalProducer(id, epoch, lastEpoch, id, newTimeoutMs))
                : Optional.empty();
    }

    /** The producer with a new id, because the epochs of the old one are exhausted. */
    TransactionalProducer rotated(long newId, boolean remembersEpoch, int newTimeoutMs) {
        return new TransactionalProducer(newId, (short) 0, remembersEpoch ? epoch : NONE, id, newTimeoutMs);
    }

    /** The producer whose transaction ends in a new epoch (KIP-890). */
    TransactionalProducer bumped() {
        return new TransactionalProducer(id, (short) (epoch + 1), epoch, previousId, timeoutMs);
    }

    /** The producer that the coordinator fences without its asking: no retry of it is recognized. */
    TransactionalProducer fenced() {
        return new TransactionalProducer(id, (short) (epoch + 1), NONE, previousId, timeoutMs);
    }

    /** The producer after a transaction that ended in a new epoch, which may be the first one of another id. */
    TransactionalProducer settled(@Nullable Long nextId) {
        return nextId == null
                ? new TransactionalProducer(id, epoch, lastEpoch, id, timeoutMs)
                : new TransactionalProducer(nextId, (short) 0, lastEpoch, id, timeoutMs);
    }
}

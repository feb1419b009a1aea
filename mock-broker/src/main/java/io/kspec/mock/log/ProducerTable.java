package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a partition remembers about its producers (KIP-98): the epoch of each and its last batches, so that a retried batch
 * is not appended twice, and the epoch of the coordinator that wrote its last transaction marker.
 */
final class ProducerTable {
    /** The number of requests that an idempotent producer may have in flight. */
    private static final int REMEMBERED_BATCHES = 5;
    /** Beyond this number, the least recently used producer is dropped. */
    private static final int MAX_PRODUCERS = 10_000;

    private static final int NO_COORDINATOR_EPOCH = -1;

    private final Map<Long, Producer> producers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Producer> eldest) {
            return size() > MAX_PRODUCERS;
        }
    };

    /** The producers of transactional batches that have not been appended yet, by id. */
    private final Map<Long, Unverified> unverified = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Unverified> eldest) {
            return size() > MAX_PRODUCERS;
        }
    };

    /**
     * The lowest sequence number that a producer has tried to begin a transaction with: higher ones must wait for it.
     *
     * @param fromZero whether an unknown producer must start with 0, as with transaction version 2
     */
    private record Unverified(short epoch, int lowestSequence, boolean fromZero) {
        Unverified and(short laterEpoch, int sequence) {
            if (laterEpoch > epoch) {
                return new Unverified(laterEpoch, sequence, fromZero);
            }
            return laterEpoch == epoch && sequence < lowestSequence ? new Unverified(epoch, sequence, fromZero) : this;
        }

        boolean admits(int sequence, boolean unknown) {
            return sequence <= lowestSequence && !(fromZero && unknown && sequence != 0);
        }
    }

    /** An appended batch: its first and last sequence number, its base offset and its highest timestamp. */
    record Appended(int firstSequence, int lastSequence, long baseOffset, long timestampMs) {
        static Appended of(RecordBatch batch) {
            int last = plus(batch.baseSequence(), batch.lastOffsetDelta());
            return new Appended(batch.baseSequence(), last, batch.baseOffset(), batch.maxTimestamp());
        }
    }

    private record Producer(short epoch, Deque<Appended> batches, int coordinatorEpoch, long lastTimestampMs) {
        int lastSequence() {
            return batches.isEmpty()
                    ? RecordBatch.NO_SEQUENCE
                    : batches.getLast().lastSequence();
        }
    }

    /** The earlier append of the same batch, if it is one of the producer's last ones. */
    Optional<Appended> duplicateOf(RecordBatch batch) {
        Producer producer = producers.get(batch.producerId());
        if (producer == null || producer.epoch() != batch.producerEpoch()) {
            return Optional.empty();
        }
        Appended sought = Appended.of(batch);
        return producer.batches().stream()
                .filter(known -> known.firstSequence() == sought.firstSequence()
                        && known.lastSequence() == sought.lastSequence())
                .findFirst();
    }

    /** Checks that the batch has the next sequence number. An unknown producer may start with any, unless it has to verify. */
    ErrorCode check(RecordBatch batch) {
        Producer producer = producers.get(batch.producerId());
        if (producer != null && batch.producerEpoch() < producer.epoch()) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        Unverified lowest = unverified.get(batch.producerId());
        if (lowest != null && !lowest.admits(batch.baseSequence(), producer == null)) {
            return ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
        }
        if (producer == null) {
            return ErrorCode.NONE;
        }
        int expected = batch.producerEpoch() > producer.epoch() ? 0 : plus(producer.lastSequence(), 1);
        return batch.baseSequence() == expected ? ErrorCode.NONE : ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }

    /** Checks that neither the producer nor the coordinator of a marker is fenced. */
    ErrorCode check(TransactionMarker marker, boolean endsTransaction) {
        Producer producer = producers.get(marker.producerId());
        if (producer == null) {
            return ErrorCode.NONE;
        }
        boolean mustBeAbove = marker.transactionVersion() >= 2 && endsTransaction;
        if (marker.producerEpoch() < producer.epoch() + (mustBeAbove ? 1 : 0)) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        return marker.coordinatorEpoch() < producer.coordinatorEpoch()
                ? ErrorCode.TRANSACTION_COORDINATOR_FENCED
                : ErrorCode.NONE;
    }

    /** Whether a producer is known in a later epoch. */
    boolean isFenced(long producerId, short epoch) {
        Producer producer = producers.get(producerId);
        return producer != null && epoch < producer.epoch();
    }

    /** Whether a producer is known in an epoch. */
    boolean isIn(long producerId, short epoch) {
        Producer producer = producers.get(producerId);
        return producer != null && producer.epoch() == epoch;
    }

    /** Remembers the first batch of a transaction before it is known whether the partition belongs to the transaction. */
    void awaitVerification(long producerId, short epoch, int sequence, boolean fromZero) {
        unverified.merge(
                producerId, new Unverified(epoch, sequence, fromZero), (known, tried) -> known.and(epoch, sequence));
    }

    /** Remembers an appended batch. */
    void appended(RecordBatch batch) {
        if (batch.isTransactional()) {
            unverified.remove(batch.producerId());
        }
        Producer known = entry(batch.producerId(), batch.producerEpoch());
        if (known.batches().size() == REMEMBERED_BATCHES) {
            known.batches().removeFirst();
        }
        known.batches().addLast(Appended.of(batch));
        producers.put(
                batch.producerId(),
                new Producer(known.epoch(), known.batches(), known.coordinatorEpoch(), batch.maxTimestamp()));
    }

    /** Remembers the epoch in which a producer appended something without a sequence number. */
    void appended(long producerId, short epoch, long nowMs) {
        Producer known = entry(producerId, epoch);
        producers.put(producerId, new Producer(epoch, known.batches(), known.coordinatorEpoch(), nowMs));
    }

    /** Remembers an appended marker. With a new epoch, sequence numbers start again at 0. */
    void ended(TransactionMarker marker, long nowMs) {
        unverified.remove(marker.producerId());
        Producer known = entry(marker.producerId(), marker.producerEpoch());
        producers.put(
                marker.producerId(), new Producer(known.epoch(), known.batches(), marker.coordinatorEpoch(), nowMs));
    }

    /** What is known about a producer in an epoch; if the epoch is new, no batches. */
    private Producer entry(long producerId, short epoch) {
        Producer known = producers.get(producerId);
        if (known != null && known.epoch() == epoch) {
            return known;
        }
        int coordinatorEpoch = known == null ? NO_COORDINATOR_EPOCH : known.coordinatorEpoch();
        return new Producer(epoch, new ArrayDeque<>(REMEMBERED_BATCHES), coordinatorEpoch, -1);
    }

    /** All producers, by id, without their transactions. */
    List<ActiveProducer> all(LongFunction<Long> firstOffsetOfTransaction) {
        return producers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ActiveProducer(
                        entry.getKey(),
                        entry.getValue().epoch(),
                        entry.getValue().lastSequence(),
                        entry.getValue().lastTimestampMs(),
                        entry.getValue().coordinatorEpoch(),
                        firstOffsetOfTransaction.apply(entry.getKey())))
                .toList();
    }

    void clear() {
        producers.clear();
        unverified.clear();
    }

    /** Adds to a sequence number, which wraps around to 0 after the largest int32. */
    private static int plus(int sequence, int count) {
        return (int) (((long) sequence + count) & Integer.MAX_VALUE);
    }
}

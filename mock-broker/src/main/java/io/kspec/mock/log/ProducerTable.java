package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a partition remembers about its idempotent producers (KIP-98): the epoch of each and its last batches, so that a
 * retried batch is not appended twice.
 */
final class ProducerTable {
    /** The number of requests that an idempotent producer may have in flight. */
    private static final int REMEMBERED_BATCHES = 5;
    /** Beyond this number, the least recently used producer is dropped. */
    private static final int MAX_PRODUCERS = 10_000;

    private final Map<Long, Producer> producers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Producer> eldest) {
            return size() > MAX_PRODUCERS;
        }
    };

    /** An appended batch: its first and last sequence number, its base offset and its highest timestamp. */
    record Appended(int firstSequence, int lastSequence, long baseOffset, long timestampMs) {
        static Appended of(RecordBatch batch) {
            int last = plus(batch.baseSequence(), batch.lastOffsetDelta());
            return new Appended(batch.baseSequence(), last, batch.baseOffset(), batch.maxTimestamp());
        }
    }

    private record Producer(short epoch, Deque<Appended> batches) {}

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

    /** Checks that the batch has the next sequence number. An unknown producer may start with any. */
    ErrorCode check(RecordBatch batch) {
        Producer producer = producers.get(batch.producerId());
        if (producer == null) {
            return ErrorCode.NONE;
        }
        if (batch.producerEpoch() < producer.epoch()) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        int expected = batch.producerEpoch() > producer.epoch()
                ? 0
                : plus(producer.batches().getLast().lastSequence(), 1);
        return batch.baseSequence() == expected ? ErrorCode.NONE : ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }

    /** Remembers an appended batch. */
    void appended(RecordBatch batch) {
        Producer known = producers.get(batch.producerId());
        Deque<Appended> batches = known != null && known.epoch() == batch.producerEpoch()
                ? known.batches()
                : new ArrayDeque<>(REMEMBERED_BATCHES);
        if (batches.size() == REMEMBERED_BATCHES) {
            batches.removeFirst();
        }
        batches.addLast(Appended.of(batch));
        producers.put(batch.producerId(), new Producer(batch.producerEpoch(), batches));
    }

    void clear() {
        producers.clear();
    }

    /** Adds to a sequence number, which wraps around to 0 after the largest int32. */
    private static int plus(int sequence, int count) {
        return (int) (((long) sequence + count) & Integer.MAX_VALUE);
    }
}

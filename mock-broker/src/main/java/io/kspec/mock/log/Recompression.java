package io.kspec.mock.log;

import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import org.jspecify.annotations.Nullable;

/** Compresses a batch as its topic requires. */
final class Recompression {
    private Recompression() {}

    /**
     * A batch with another compression.
     *
     * @param required null for that of the producer
     * @return the same batch if it has the required compression
     */
    static RecordBatch of(RecordBatch batch, @Nullable CompressionType required) {
        if (required == null || required == batch.compression()) {
            return batch;
        }
        RecordBatchBuilder again = RecordBatch.builder()
                .baseOffset(batch.baseOffset())
                .compression(required)
                .producer(batch.producerId(), batch.producerEpoch(), batch.baseSequence());
        if (batch.isTransactional()) {
            again.transactional();
        }
        return again.appendAll(batch.records()).build();
    }
}

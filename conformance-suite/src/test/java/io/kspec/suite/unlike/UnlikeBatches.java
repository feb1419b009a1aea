package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.util.List;

/** Brokers that do not store batches as they were produced, but with the same records, offsets and times. */
final class UnlikeBatches {
    static final List<UnlikeBroker> ALL = List.of(that(
                    "compresses batches anew",
                    "produce.*",
                    "fetch.from-every-offset",
                    "list-offsets.time-*",
                    "schema-registry.ten-registered-ten-found")
            .reading(
                    "Produce",
                    request -> Rewrites.change(
                            request, "TopicData[*].PartitionData[*].Records", records -> compressed((Bytes) records)))
            .but("produce.size-limit-of-topic", "produce.too-large-refused"));

    private UnlikeBatches() {}

    /** What cannot be read stays as it is, and is refused. */
    private static Bytes compressed(Bytes sent) {
        try {
            List<Batch> batches = Records.read(sent).batches();
            return batches.size() == 1 && batches.get(0) instanceof RecordBatch batch && isPlain(batch)
                    ? compressed(batch).bytes()
                    : sent;
        } catch (DecodeException broken) {
            return sent;
        }
    }

    /** Whether a batch is not compressed, and has nothing in its header that a new one would not have. */
    private static boolean isPlain(RecordBatch batch) {
        return batch.crc() == batch.computedCrc()
                && batch.attributes() == 0
                && batch.producerId() == RecordBatch.NO_PRODUCER_ID;
    }

    private static RecordBatch compressed(RecordBatch batch) throws DecodeException {
        return RecordBatch.builder()
                .baseOffset(batch.baseOffset())
                .appendAll(batch.records())
                .compression(CompressionType.GZIP)
                .build();
    }
}

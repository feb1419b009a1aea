package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of a records field: batches in a row, of any magic. The end of the last one may be missing where a broker
 * cut a fetch response at the size that the client asked for.
 */
public final class Records {
    /** No batch at all. */
    public static final Records EMPTY = new Records(Bytes.EMPTY, List.of(), Bytes.EMPTY);

    private final Bytes bytes;
    private final List<Batch> batches;
    private final Bytes partialBatch;

    Records(Bytes bytes, List<Batch> batches, Bytes partialBatch) {
        this.bytes = bytes;
        this.batches = List.copyOf(batches);
        this.partialBatch = partialBatch;
    }

    /**
     * Reads a records field that must consist of whole batches, every record of it included.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the format is broken, or {@link RecordLimits#DEFAULT} passed
     */
    public static Records read(Bytes field) {
        return RecordsReader.STRICT.read(field);
    }

    /**
     * Reads the records of a fetch response, whose last batch may be cut off.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the format is broken otherwise, or {@link RecordLimits#DEFAULT}
     *     passed
     */
    public static Records readFetched(Bytes field) {
        return RecordsReader.STRICT.allowingPartialBatch().read(field);
    }

    /** Batches in a row. */
    public static Records of(List<? extends Batch> batches) {
        ByteBuilder bytes = new ByteBuilder();
        List<Batch> placed = new ArrayList<>();
        int position = 0;
        for (Batch batch : batches) {
            BatchPlace place = new BatchPlace(placed.size(), position);
            placed.add(batch.at(place));
            bytes.bytes(batch.bytes());
            position += batch.bytes().size();
        }
        return new Records(bytes.copy(), placed, Bytes.EMPTY);
    }

    /** Batches in a row. */
    public static Records of(Batch... batches) {
        return of(List.of(batches));
    }

    /**
     * A builder of a message set, not compressed, its base offset 0.
     *
     * @param magic 0 or 1
     */
    public static MessageSetBuilder messageSet(int magic) {
        return new MessageSetBuilder(magic);
    }

    /** The whole field, a cut batch included. */
    public Bytes bytes() {
        return bytes;
    }

    /** The whole batches. */
    public List<Batch> batches() {
        return batches;
    }

    /** What is there of a last batch that is cut off; else empty. */
    public Bytes partialBatch() {
        return partialBatch;
    }

    /**
     * The records of all whole batches, control records included.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they break the format, or all together pass what {@link
     *     RecordLimits#DEFAULT} grants to one batch
     */
    public List<Record> records() {
        RecordLimits limits = RecordLimits.DEFAULT;
        Budget budget = new Budget(new RecordLimits(limits.batchBytes(), limits.batchBytes(), limits.elements()));
        List<Record> records = new ArrayList<>();
        batches.forEach(batch -> batch.decode(budget, records::add));
        return Collections.unmodifiableList(records);
    }

    /**
     * What a broker sends of this to a client whose fetch version knows no later magic. Batches that the client can read
     * stay as they are; headers and control batches are lost, and so are timestamps in magic 0.
     *
     * @param magic 0 or 1
     * @param firstOffset the offset asked for: earlier records of a batch that is not compressed are left out
     * @throws UnsupportedOperationException if a batch is compressed with zstd: Kafka answers
     *     UNSUPPORTED_COMPRESSION_TYPE
     * @throws io.kspec.protocol.codec.DecodeException if a batch breaks the format
     */
    public Records downConverted(int magic, long firstOffset) {
        return new FormatConversion(this).down(magic, firstOffset);
    }

    /**
     * One record batch of magic 2 with all records, as a broker makes it of the message sets that old producers send:
     * offsets are assigned anew and the compression of the first compressed message stays. What the broker adds besides,
     * it sets on the result.
     *
     * @param baseOffset the offset of the first record
     * @throws io.kspec.protocol.codec.DecodeException if a batch breaks the format
     */
    public RecordBatch upConverted(long baseOffset) {
        return new FormatConversion(this).up(baseOffset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Records that && bytes.equals(that.bytes) && partialBatch.equals(that.partialBatch);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "Records" + batches
                + (partialBatch.isEmpty() ? "" : " and " + partialBatch.size() + " bytes of another");
    }
}

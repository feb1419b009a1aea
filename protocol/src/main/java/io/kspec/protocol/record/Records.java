package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of a records field: a sequence of batches of any magic. The last one may be incomplete if the broker cut
 * off a fetch response at the size that the client requested.
 */
public final class Records {
    /** Records without batches. */
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
     * Reads a records field of complete batches, and checks every record.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the bytes violate the format or exceed
     *     {@link RecordLimits#DEFAULT}
     */
    public static Records read(Bytes field) {
        return RecordsReader.STRICT.read(field);
    }

    /**
     * Reads the records of a fetch response, whose last batch may be incomplete.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the bytes otherwise violate the format or exceed
     *     {@link RecordLimits#DEFAULT}
     */
    public static Records readFetched(Bytes field) {
        return RecordsReader.STRICT.allowingPartialBatch().read(field);
    }

    /** Concatenates batches. */
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

    /** Concatenates batches. */
    public static Records of(Batch... batches) {
        return of(List.of(batches));
    }

    /**
     * Creates a builder of a message set with base offset 0 and without compression.
     *
     * @param magic 0 or 1
     */
    public static MessageSetBuilder messageSet(int magic) {
        return new MessageSetBuilder(magic);
    }

    /** The bytes of the whole field, including an incomplete batch. */
    public Bytes bytes() {
        return bytes;
    }

    /** The complete batches. */
    public List<Batch> batches() {
        return batches;
    }

    /** The bytes of an incomplete last batch; empty if there is none. */
    public Bytes partialBatch() {
        return partialBatch;
    }

    /**
     * Decodes the records of all complete batches, including control records.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they violate the format, or together exceed what
     *     {@link RecordLimits#DEFAULT} allows for one batch
     */
    public List<Record> records() {
        RecordLimits limits = RecordLimits.DEFAULT;
        Budget budget = new Budget(new RecordLimits(limits.batchBytes(), limits.batchBytes(), limits.elements()));
        List<Record> records = new ArrayList<>();
        batches.forEach(batch -> batch.decode(budget, records::add));
        return Collections.unmodifiableList(records);
    }

    /**
     * Converts these records for a client whose fetch version does not support a later magic, as a broker does. Batches
     * that the client can read do not change; headers and control batches are lost, and in magic 0 timestamps too.
     *
     * @param magic 0 or 1
     * @param firstOffset the requested offset: earlier records of an uncompressed batch are left out
     * @throws UnsupportedOperationException if a batch is compressed with zstd: Kafka answers
     *     UNSUPPORTED_COMPRESSION_TYPE
     * @throws io.kspec.protocol.codec.DecodeException if a batch violates the format
     */
    public Records downConverted(int magic, long firstOffset) {
        return new FormatConversion(this).down(magic, firstOffset);
    }

    /**
     * Converts these records to one record batch of magic 2, as a broker does with the message sets of old producers.
     * Offsets are assigned again, and the compression of the first compressed message is kept. The caller sets whatever
     * else a broker adds.
     *
     * @param baseOffset the offset of the first record
     * @throws io.kspec.protocol.codec.DecodeException if a batch violates the format
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

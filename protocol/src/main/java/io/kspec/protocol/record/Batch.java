package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a records field is made of: a record batch (magic 2) or a message, compressed or not (magic 0 and 1).
 *
 * <p>A batch is its bytes, and equals another with the same. Records are decoded anew at each call, so a caller who
 * needs them twice keeps them.
 */
public abstract sealed class Batch permits RecordBatch, LegacyMessage {
    private final Bytes bytes;
    private final BatchPlace place;

    Batch(Bytes bytes, BatchPlace place) {
        this.bytes = bytes;
        this.place = place;
    }

    /** The whole batch as it lies on the wire. */
    public final Bytes bytes() {
        return bytes;
    }

    /** The version of the format: 0, 1 or 2. */
    public final int magic() {
        return bytes.get(RecordBatchField.MAGIC.start());
    }

    /**
     * How the records are compressed.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the attributes name no compression that the magic has
     */
    public abstract CompressionType compression();

    /** What the timestamps of the records tell. */
    public abstract TimestampType timestampType();

    /** The offset of the last record, or beyond it where the log was compacted. */
    public abstract long lastOffset();

    /** The highest timestamp, in milliseconds since the epoch, as the header claims it; -1 if there is none. */
    public abstract long maxTimestamp();

    /** True for a batch of transaction markers or of the controllers' own records; never before magic 2. */
    public abstract boolean isControl();

    /**
     * All records.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they break the format or pass {@link RecordLimits#DEFAULT}
     */
    public final List<Record> records() {
        return records(RecordLimits.DEFAULT);
    }

    /**
     * All records.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they break the format or pass the limits
     */
    public final List<Record> records(RecordLimits limits) {
        List<Record> records = new ArrayList<>();
        decode(new Budget(limits), records::add);
        return Collections.unmodifiableList(records);
    }

    /** Hands over all records, in order, without keeping them. */
    abstract void decode(Budget budget, Consumer<? super Record> action);

    /** The same batch elsewhere. */
    abstract Batch at(BatchPlace other);

    final BatchPlace place() {
        return place;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Batch that && bytes.equals(that.bytes);
    }

    @Override
    public final int hashCode() {
        return bytes.hashCode();
    }
}

package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An element of a records field: a record batch (magic 2), or a message, possibly compressed (magic 0 and 1).
 *
 * <p>Batches are equal if their bytes are. Records are decoded on each call, so callers that need them twice should
 * keep them.
 */
public abstract sealed class Batch permits RecordBatch, LegacyMessage {
    private final Bytes bytes;
    private final BatchPlace place;

    Batch(Bytes bytes, BatchPlace place) {
        this.bytes = bytes;
        this.place = place;
    }

    /** The bytes of the whole batch. */
    public final Bytes bytes() {
        return bytes;
    }

    /** The format version: 0, 1 or 2. */
    public final int magic() {
        return bytes.get(RecordBatchField.MAGIC.start());
    }

    /**
     * How the records are compressed.
     *
     * @throws io.kspec.protocol.codec.DecodeException if the attributes name a compression type that the magic does not
     *     have
     */
    public abstract CompressionType compression();

    /** The meaning of the timestamps of the records. */
    public abstract TimestampType timestampType();

    /** The offset of the last record, or a later one if the log was compacted. */
    public abstract long lastOffset();

    /** The highest timestamp according to the header, in milliseconds since the epoch; -1 if there is none. */
    public abstract long maxTimestamp();

    /** Whether this is a batch of transaction markers or of controller records, which only magic 2 has. */
    public abstract boolean isControl();

    /**
     * Decodes all records.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they violate the format or exceed {@link RecordLimits#DEFAULT}
     */
    public final List<Record> records() {
        return records(RecordLimits.DEFAULT);
    }

    /**
     * Decodes all records.
     *
     * @throws io.kspec.protocol.codec.DecodeException if they violate the format or exceed the limits
     */
    public final List<Record> records(RecordLimits limits) {
        List<Record> records = new ArrayList<>();
        decode(new Budget(limits), records::add);
        return Collections.unmodifiableList(records);
    }

    /** Decodes all records, in order, and passes each to a consumer. */
    abstract void decode(Budget budget, Consumer<? super Record> action);

    /** Returns this batch at another place. */
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

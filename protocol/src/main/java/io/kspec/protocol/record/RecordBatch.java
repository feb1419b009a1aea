package io.kspec.protocol.record;

import io.kspec.protocol.BigEndian;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A record batch of magic 2 (KIP-98): a header of {@value #HEADER_SIZE} bytes, then the records, compressed together.
 *
 * <p>Batches that {@link Records#read} returns have a valid header; batches that {@link #with} and {@link #unchecked} return
 * need not, so that a broker can be made to misbehave.
 */
public final class RecordBatch extends Batch {
    /** The magic of this format. */
    public static final int MAGIC = 2;
    /** The size of the header. */
    public static final int HEADER_SIZE = 61;
    /** The producer id of producers that are neither idempotent nor transactional. */
    public static final long NO_PRODUCER_ID = -1;

    public static final short NO_PRODUCER_EPOCH = -1;
    public static final int NO_SEQUENCE = -1;
    public static final int NO_PARTITION_LEADER_EPOCH = -1;

    static final MessageId ID = new MessageId("RecordBatch", MessageType.RECORDS, MessageId.NO_API_KEY, MAGIC);

    /** From this size on, batches share their records. */
    private static final int SHARED = 8 << 10;

    static final int LOG_APPEND_TIME = 0x08;
    static final int TRANSACTIONAL = 0x10;
    static final int CONTROL = 0x20;
    static final int DELETE_HORIZON = 0x40;

    RecordBatch(Bytes bytes, BatchPlace place) {
        super(bytes, place);
    }

    /** Creates a builder without records, with base offset 0 and without compression. */
    public static RecordBatchBuilder builder() {
        return new RecordBatchBuilder();
    }

    /** A batch whose header is not checked. Fields that the bytes are too short for can be neither read nor set. */
    public static RecordBatch unchecked(Bytes bytes) {
        return new RecordBatch(bytes, BatchPlace.ALONE);
    }

    /** The bytes after the header: the records, compressed if the attributes say so. */
    public Bytes recordBytes() {
        return bytes().slice(HEADER_SIZE);
    }

    /** The value of a field, sign-extended. */
    public long get(RecordBatchField field) {
        return switch (field.size()) {
            case 1 -> bytes().get(field.start());
            case 2 -> bytes().getShort(field.start());
            case 4 -> bytes().getInt(field.start());
            default -> bytes().getLong(field.start());
        };
    }

    /** The offset to which the offset deltas of records are relative. */
    public long baseOffset() {
        return get(RecordBatchField.BASE_OFFSET);
    }

    public int partitionLeaderEpoch() {
        return (int) get(RecordBatchField.PARTITION_LEADER_EPOCH);
    }

    /** The CRC-32C in the header. */
    public int crc() {
        return (int) get(RecordBatchField.CRC);
    }

    /** The CRC-32C computed from the bytes. */
    public int computedCrc() {
        return Checksums.crc32c(bytes(), RecordBatchField.ATTRIBUTES.start());
    }

    /** All 16 bits of the attributes, including those without a meaning. */
    public int attributes() {
        return (int) get(RecordBatchField.ATTRIBUTES);
    }

    @Override
    public CompressionType compression() {
        CompressionType type = CompressionType.ofAttributes(attributes());
        if (type == null) {
            throw failure(
                    Kind.INVALID_VALUE,
                    RecordBatchField.ATTRIBUTES,
                    "compression 0 to 4",
                    "found " + (attributes() & CompressionType.MASK));
        }
        return type;
    }

    @Override
    public TimestampType timestampType() {
        return has(LOG_APPEND_TIME) ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    public boolean isTransactional() {
        return has(TRANSACTIONAL);
    }

    @Override
    public boolean isControl() {
        return has(CONTROL);
    }

    /**
     * The time after which the compactor may delete tombstones and markers, in milliseconds since the epoch (KIP-534).
     */
    public OptionalLong deleteHorizon() {
        return has(DELETE_HORIZON) ? OptionalLong.of(baseTimestamp()) : OptionalLong.empty();
    }

    public int lastOffsetDelta() {
        return (int) get(RecordBatchField.LAST_OFFSET_DELTA);
    }

    @Override
    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** The timestamp to which the timestamp deltas of records are relative. */
    public long baseTimestamp() {
        return get(RecordBatchField.BASE_TIMESTAMP);
    }

    @Override
    public long maxTimestamp() {
        return get(RecordBatchField.MAX_TIMESTAMP);
    }

    public long producerId() {
        return get(RecordBatchField.PRODUCER_ID);
    }

    public short producerEpoch() {
        return (short) get(RecordBatchField.PRODUCER_EPOCH);
    }

    public int baseSequence() {
        return (int) get(RecordBatchField.BASE_SEQUENCE);
    }

    /** The number of records according to the header. */
    public int recordsCount() {
        return (int) get(RecordBatchField.RECORDS_COUNT);
    }

    /** Returns this batch with one field overwritten; the CRC does not change. */
    public RecordBatch with(RecordBatchField field, long value) {
        return new RecordBatch(ByteBuilder.patched(bytes(), field.start(), value, field.size()), place());
    }

    /** Returns this batch with another base offset; the CRC does not cover it. */
    public RecordBatch withBaseOffset(long offset) {
        return with(RecordBatchField.BASE_OFFSET, offset);
    }

    /**
     * Returns this batch with the base offset and leader epoch that a broker assigns on append; the CRC covers neither. A large batch
     * shares its records with this one, unless that would keep much more memory in use than it has.
     */
    public RecordBatch appendedAt(long offset, int leaderEpoch) {
        boolean shared = bytes().size() >= SHARED
                && bytes().pieces().size() == 1
                && bytes().size() >= bytes().array().length / 2;
        byte[] copy = (shared ? bytes().slice(0, HEADER_SIZE) : bytes()).toArray();
        BigEndian.putLong(copy, RecordBatchField.BASE_OFFSET.start(), offset);
        BigEndian.putInt(copy, RecordBatchField.PARTITION_LEADER_EPOCH.start(), leaderEpoch);
        Bytes start = Bytes.wrap(copy);
        return new RecordBatch(shared ? Bytes.join(List.of(start, recordBytes())) : start, place());
    }

    /** Returns this batch with another timestamp, as a broker assigns it on append, and a new CRC. */
    public RecordBatch withMaxTimestamp(TimestampType type, long timestamp) {
        int flag = type == TimestampType.LOG_APPEND_TIME ? LOG_APPEND_TIME : 0;
        return with(RecordBatchField.ATTRIBUTES, (attributes() & ~LOG_APPEND_TIME) | flag)
                .with(RecordBatchField.MAX_TIMESTAMP, timestamp)
                .withCorrectCrc();
    }

    /** Returns this batch with other bytes after the header, and matching length and CRC; the count does not change. */
    public RecordBatch withRecordBytes(Bytes records) {
        RecordBatch other = new RecordBatch(bytes().slice(0, HEADER_SIZE).concat(records), place());
        return other.with(
                        RecordBatchField.BATCH_LENGTH,
                        other.bytes().size() - RecordBatchField.PARTITION_LEADER_EPOCH.start())
                .withCorrectCrc();
    }

    /** Returns this batch with a valid CRC. */
    public RecordBatch withCorrectCrc() {
        return with(RecordBatchField.CRC, computedCrc());
    }

    @Override
    void decode(Budget budget, Consumer<? super Record> action) {
        new RecordDecoder(this, budget, null).decode(action);
    }

    @Override
    RecordBatch at(BatchPlace other) {
        return new RecordBatch(bytes(), other);
    }

    /** Creates the failure of a header field. */
    DecodeException failure(Kind kind, RecordBatchField field, String expected, String found) {
        return new DecodeException(new DecodeFailure(
                ID,
                place().path() + "." + field.fieldName(),
                place().position() + field.start(),
                kind,
                expected,
                found));
    }

    private boolean has(int flag) {
        return (attributes() & flag) != 0;
    }

    @Override
    public String toString() {
        return "RecordBatch[offsets " + baseOffset() + " to " + lastOffset() + ", " + recordsCount()
                + " records, attributes 0x" + Integer.toHexString(attributes() & 0xffff) + ", producer " + producerId()
                + "/" + producerEpoch() + " from sequence " + baseSequence() + "]";
    }
}

package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records fields strictly, except that, like Kafka, it ignores bits of attributes that have no meaning.
 *
 * @param partialBatchAllowed whether the last batch may be incomplete, as in a fetch response
 * @param recordsChecked whether to check every record, or only headers and checksums
 * @param limits the limits for checking the records
 */
public record RecordsReader(boolean partialBatchAllowed, boolean recordsChecked, RecordLimits limits) {
    /** Accepts only complete batches, and checks every record within {@link RecordLimits#DEFAULT}. */
    public static final RecordsReader STRICT = new RecordsReader(false, true, RecordLimits.DEFAULT);

    /** The bytes needed to determine the size of a batch. */
    private static final int SIZE_END = RecordBatchField.BATCH_LENGTH.start() + RecordBatchField.BATCH_LENGTH.size();
    /** The bytes needed to determine the magic of a batch. */
    private static final int MAGIC_END = RecordBatchField.MAGIC.start() + 1;

    /** Returns this reader, but accepting an incomplete last batch. */
    public RecordsReader allowingPartialBatch() {
        return new RecordsReader(true, recordsChecked, limits);
    }

    /** Returns this reader, but without checking records, which batches decode on demand. */
    public RecordsReader headersOnly() {
        return new RecordsReader(partialBatchAllowed, false, limits);
    }

    /** Returns this reader with other limits. */
    public RecordsReader within(RecordLimits others) {
        return new RecordsReader(partialBatchAllowed, recordsChecked, others);
    }

    /**
     * Reads a records field.
     *
     * @throws DecodeException if the bytes violate the format or exceed the limits
     */
    public Records read(Bytes field) {
        List<Batch> batches = new ArrayList<>();
        Budget budget = new Budget(limits);
        int at = 0;
        while (at < field.size()) {
            BatchPlace place = new BatchPlace(batches.size(), at);
            Bytes rest = field.slice(at);
            long size = wholeSize(rest, place);
            if (size > rest.size()) {
                if (partialBatchAllowed) {
                    return new Records(field, batches, rest);
                }
                throw partial(rest, place, size, field.size());
            }
            Batch batch = batch(rest.slice(0, (int) size), place);
            if (recordsChecked) {
                budget.startBatch();
                batch.decode(budget, record -> {});
            }
            batches.add(batch);
            at += (int) size;
        }
        return new Records(field, batches, Bytes.EMPTY);
    }

    /**
     * The size of the next batch, or the minimum size of an incomplete one. Checks its size and magic if they are
     * present.
     */
    private static long wholeSize(Bytes rest, BatchPlace place) {
        if (rest.size() < SIZE_END) {
            return SIZE_END;
        }
        int length = rest.getInt(RecordBatchField.BATCH_LENGTH.start());
        int magic = rest.size() < MAGIC_END ? 0 : rest.get(RecordBatchField.MAGIC.start());
        if (magic < 0 || magic > RecordBatch.MAGIC) {
            throw failure(
                    RecordBatch.ID,
                    place,
                    RecordBatchField.MAGIC,
                    Kind.INVALID_VALUE,
                    "magic 0, 1 or 2",
                    "found " + magic);
        }
        int shortest =
                magic == RecordBatch.MAGIC ? RecordBatch.HEADER_SIZE - SIZE_END : LegacyMessage.smallestSize(magic);
        if (length < shortest) {
            throw failure(
                    rest.size() < MAGIC_END ? RecordBatch.ID : id(magic),
                    place,
                    RecordBatchField.BATCH_LENGTH,
                    Kind.LENGTH_OUT_OF_RANGE,
                    "a length from " + shortest + " on",
                    "found " + length);
        }
        return SIZE_END + (long) length;
    }

    private static DecodeException partial(Bytes rest, BatchPlace place, long size, int end) {
        MessageId id = rest.size() < MAGIC_END ? RecordBatch.ID : id(rest.get(RecordBatchField.MAGIC.start()));
        String expected = rest.size() < SIZE_END ? "at least " + size + " bytes" : "a batch of " + size + " bytes";
        return new DecodeException(new DecodeFailure(
                id,
                place.path(),
                end,
                Kind.TRUNCATED,
                expected,
                "its first " + rest.size() + " are all that is there"));
    }

    private static Batch batch(Bytes bytes, BatchPlace place) {
        if (bytes.get(RecordBatchField.MAGIC.start()) != RecordBatch.MAGIC) {
            LegacyMessage message = new LegacyMessage(bytes, place);
            message.parse(null);
            return message;
        }
        RecordBatch batch = new RecordBatch(bytes, place);
        checkHeader(batch);
        return batch;
    }

    private static void checkHeader(RecordBatch batch) {
        if (batch.crc() != batch.computedCrc()) {
            int covered = batch.bytes().size() - RecordBatchField.ATTRIBUTES.start();
            throw batch.failure(
                    Kind.CHECKSUM,
                    RecordBatchField.CRC,
                    String.format(
                            "CRC-32C 0x%08x of the %d bytes from the attributes on", batch.computedCrc(), covered),
                    String.format("found 0x%08x", batch.crc()));
        }
        CompressionType unused = batch.compression(); // fails if the attributes do not name one
        if (batch.lastOffsetDelta() < 0 || batch.lastOffset() < batch.baseOffset()) {
            throw batch.failure(
                    Kind.INVALID_VALUE,
                    RecordBatchField.LAST_OFFSET_DELTA,
                    "a delta of 0 or more that fits base offset " + batch.baseOffset(),
                    "found " + batch.lastOffsetDelta());
        }
        if (batch.recordsCount() < 0) {
            throw batch.failure(
                    Kind.LENGTH_OUT_OF_RANGE,
                    RecordBatchField.RECORDS_COUNT,
                    "a count of 0 or more",
                    "found " + batch.recordsCount());
        }
    }

    private static MessageId id(int magic) {
        return magic == RecordBatch.MAGIC ? RecordBatch.ID : LegacyMessage.id(magic);
    }

    private static DecodeException failure(
            MessageId id, BatchPlace place, RecordBatchField field, Kind kind, String expected, String found) {
        String name = id.version() == RecordBatch.MAGIC || field != RecordBatchField.BATCH_LENGTH
                ? field.fieldName()
                : LegacyMessageField.MESSAGE_SIZE.fieldName();
        return new DecodeException(new DecodeFailure(
                id, place.path() + "." + name, place.position() + field.start(), kind, expected, found));
    }
}

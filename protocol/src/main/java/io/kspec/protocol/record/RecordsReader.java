package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records fields. Bits of attributes that have no meaning are passed over, as Kafka does; all else is strict.
 *
 * @param partialBatchAllowed whether the last batch may be cut off, as in a fetch response
 * @param recordsChecked whether every record is read too, and not only the headers and checksums
 * @param limits what the check of the records may spend
 */
public record RecordsReader(boolean partialBatchAllowed, boolean recordsChecked, RecordLimits limits) {
    /** Whole batches only, every record checked, within {@link RecordLimits#DEFAULT}. */
    public static final RecordsReader STRICT = new RecordsReader(false, true, RecordLimits.DEFAULT);

    /** Enough to tell how long a batch is. */
    private static final int SIZE_END = RecordBatchField.BATCH_LENGTH.start() + RecordBatchField.BATCH_LENGTH.size();
    /** Enough to tell its magic, in every magic. */
    private static final int MAGIC_END = RecordBatchField.MAGIC.start() + 1;

    /** The same, save that the last batch may be cut off. */
    public RecordsReader allowingPartialBatch() {
        return new RecordsReader(true, recordsChecked, limits);
    }

    /** The same, save that records are not looked at until somebody asks the batch for them. */
    public RecordsReader headersOnly() {
        return new RecordsReader(partialBatchAllowed, false, limits);
    }

    /** The same with other limits. */
    public RecordsReader within(RecordLimits others) {
        return new RecordsReader(partialBatchAllowed, recordsChecked, others);
    }

    /**
     * Reads a records field.
     *
     * @throws DecodeException if the format is broken or the limits are passed
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

    /** How many bytes the next batch has, or must at least have; its size and magic make sense as far as they are there. */
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
        CompressionType unused = batch.compression(); // fails where the attributes name none
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

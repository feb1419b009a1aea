package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutRole;

/**
 * Determines the byte ranges of the fields of a records field, for hex views. It never fails: it ignores checksums,
 * ends at the first error, and omits fields that cannot be read.
 */
public final class RecordsLayout {
    /** The maximum number of records and headers of a batch in a layout. */
    private static final RecordLimits LIMITS = RecordLimits.DEFAULT.withElements(10_000);

    private final Bytes field;
    private final RangeRecorder recorder = new RangeRecorder();

    private RecordsLayout(Bytes field) {
        this.field = field;
    }

    /**
     * The ranges of batches, of their header fields, and, if they are not compressed, of records and their fields. The
     * entries have no field definition.
     */
    public static Layout of(Bytes field) {
        return new RecordsLayout(field).layout();
    }

    private Layout layout() {
        int at = 0;
        for (int index = 0; at < field.size(); index++) {
            BatchPlace place = new BatchPlace(index, at);
            Bytes rest = field.slice(at);
            int size = size(rest);
            if (size < 0) {
                addPartial(rest, place);
                break;
            }
            addGroup(rest, place, at + size);
            addBatch(rest.slice(0, size), place);
            at += size;
        }
        return recorder.layout();
    }

    /** The size of the next batch if it is complete and long enough for its magic; otherwise -1. */
    private static int size(Bytes rest) {
        if (rest.size() < LegacyMessage.LOG_OVERHEAD + LegacyMessage.smallestSize(0)) {
            return -1;
        }
        long size = LegacyMessage.LOG_OVERHEAD + (long) rest.getInt(RecordBatchField.BATCH_LENGTH.start());
        int smallest = isLegacy(rest)
                ? LegacyMessage.LOG_OVERHEAD + LegacyMessage.smallestSize(magic(rest))
                : RecordBatch.HEADER_SIZE;
        return size < smallest || size > rest.size() ? -1 : (int) size;
    }

    private static int magic(Bytes batch) {
        return batch.get(RecordBatchField.MAGIC.start());
    }

    private static boolean isLegacy(Bytes batch) {
        return magic(batch) == 0 || magic(batch) == 1;
    }

    private void addBatch(Bytes bytes, BatchPlace place) {
        try {
            if (isLegacy(bytes)) {
                new LegacyMessage(bytes, place).parse(recorder);
                return;
            }
            addHeader(bytes, place);
            RecordBatch batch = new RecordBatch(bytes, place);
            if (batch.compression() == CompressionType.NONE) {
                new RecordDecoder(batch, new Budget(LIMITS), recorder).decode(each -> {});
            } else {
                int start = place.position() + RecordBatch.HEADER_SIZE;
                int end = place.position() + bytes.size();
                recorder.add(
                        RecordBatch.ID, place.path() + ".Records", LayoutRole.VALUE, start, end, batch.recordBytes());
            }
        } catch (DecodeException e) {
            // the layout ends here; the reader reports the error
        }
    }

    private void addGroup(Bytes bytes, BatchPlace place, int end) {
        recorder.addGroup(id(bytes), place.path(), recorder.mark(), place.position(), end);
    }

    private void addPartial(Bytes rest, BatchPlace place) {
        addGroup(rest, place, field.size());
        addHeader(rest, place);
    }

    private void addHeader(Bytes bytes, BatchPlace place) {
        if (bytes.size() > RecordBatchField.MAGIC.start() && isLegacy(bytes)) {
            for (LegacyMessageField each : LegacyMessageField.values()) {
                if (each != LegacyMessageField.TIMESTAMP || magic(bytes) == 1) {
                    addField(bytes, place, each.fieldName(), each.start(), each.size());
                }
            }
            return;
        }
        for (RecordBatchField each : RecordBatchField.values()) {
            addField(bytes, place, each.fieldName(), each.start(), each.size());
        }
    }

    private void addField(Bytes bytes, BatchPlace place, String name, int start, int size) {
        if (start + size <= bytes.size()) {
            int from = place.position() + start;
            Object value = integer(bytes, start, size);
            recorder.add(id(bytes), place.path() + "." + name, LayoutRole.VALUE, from, from + size, value);
        }
    }

    private static Object integer(Bytes bytes, int start, int size) {
        return switch (size) {
            case 1 -> bytes.get(start);
            case 2 -> bytes.getShort(start);
            case 4 -> bytes.getInt(start);
            default -> bytes.getLong(start);
        };
    }

    private static MessageId id(Bytes batch) {
        boolean legacy = batch.size() > RecordBatchField.MAGIC.start() && isLegacy(batch);
        return legacy ? LegacyMessage.id(magic(batch)) : RecordBatch.ID;
    }
}

package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says which field lies at which bytes of a records field, for hex views. It goes as far as the bytes make sense and
 * never fails: checksums are not looked at, and what cannot be read has no range.
 */
public final class RecordsLayout {
    /** So many records and headers of a batch are laid out; the rest is not. */
    private static final RecordLimits LIMITS = RecordLimits.DEFAULT.withElements(10_000);

    private final Bytes field;
    private final List<FieldRange> ranges = new ArrayList<>();

    private RecordsLayout(Bytes field) {
        this.field = field;
    }

    /**
     * The ranges of batches, of their header fields, and, where they are not compressed, of records and their fields.
     * They are ordered by start; what contains others precedes them.
     */
    public static List<FieldRange> of(Bytes field) {
        return new RecordsLayout(field).ranges();
    }

    private List<FieldRange> ranges() {
        int at = 0;
        for (int index = 0; at < field.size(); index++) {
            BatchPlace place = new BatchPlace(index, at);
            Bytes rest = field.slice(at);
            int size = size(rest);
            if (size < 0) {
                addPartial(rest, place);
                break;
            }
            ranges.add(new FieldRange(place.path(), at, at + size));
            addBatch(rest.slice(0, size), place);
            at += size;
        }
        ranges.sort(Comparator.comparingInt(FieldRange::start)
                .thenComparing(Comparator.comparingInt(FieldRange::end).reversed()));
        return List.copyOf(ranges);
    }

    /** The size of the next batch if all of it is there and long enough for its magic; else -1. */
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
                new LegacyMessage(bytes, place).parse(this::addInner);
                return;
            }
            addHeader(bytes, place);
            RecordBatch batch = new RecordBatch(bytes, place);
            if (batch.compression() == CompressionType.NONE) {
                new RecordDecoder(batch, new Budget(LIMITS), this::addInner).decode(each -> {});
            } else {
                int start = place.position() + RecordBatch.HEADER_SIZE;
                ranges.add(new FieldRange(place.path() + ".Records", start, place.position() + bytes.size()));
            }
        } catch (DecodeException e) {
            // the layout ends where the sense does; the reader is who tells what is wrong
        }
    }

    private void addInner(FieldRange range) {
        boolean isBatch = range.path().indexOf('.') < 0;
        if (!isBatch) {
            ranges.add(range);
        }
    }

    private void addPartial(Bytes rest, BatchPlace place) {
        ranges.add(new FieldRange(place.path(), place.position(), field.size()));
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
            ranges.add(new FieldRange(place.path() + "." + name, from, from + size));
        }
    }
}

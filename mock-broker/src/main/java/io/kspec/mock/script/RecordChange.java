package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/** A change to the record batches of a field. The batches are changed as bytes, so they may already be invalid. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public sealed interface RecordChange {
    /** The size of the base offset and the length before a batch, which its length does not count. */
    int OVERHEAD = 12;

    /** The field in whose place messages of magic 0 and 1 have their CRC. */
    RecordBatchField LEGACY_CRC = RecordBatchField.PARTITION_LEADER_EPOCH;

    /**
     * Changes batches.
     *
     * @param batches all batches of the field
     * @param chosen the indexes of those to change
     */
    List<Bytes> apply(List<Bytes> batches, List<Integer> chosen);

    /** Whether the last batch is changed if no other one is asked for, rather than every batch. */
    default boolean changesLastOnly() {
        return false;
    }

    /** Omits the last bytes of a batch. */
    record Cut(int count) implements RecordChange {
        public Cut {
            if (count < 1) {
                throw new IllegalArgumentException("expected to omit at least 1 byte, found " + count);
            }
        }

        @Override
        public boolean changesLastOnly() {
            return true;
        }

        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, batch -> batch.slice(0, Math.max(0, batch.size() - count)));
        }
    }

    /** Reverses the order of the batches. */
    record Reorder() implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            List<Bytes> reversed = new ArrayList<>(batches);
            Collections.reverse(reversed);
            return reversed;
        }
    }

    /** Adds a number to the base offset. */
    record Rebase(long difference) implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(
                    batches,
                    chosen,
                    batch -> has(batch, RecordBatchField.BASE_OFFSET)
                            ? RecordBatch.unchecked(batch)
                                    .withBaseOffset(batch.getLong(0) + difference)
                                    .bytes()
                            : batch);
        }
    }

    /** Flips a bit of the CRC. */
    record WrongCrc() implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, batch -> {
                RecordBatchField crc = isLegacy(batch) ? LEGACY_CRC : RecordBatchField.CRC;
                return has(batch, crc)
                        ? RecordBatch.unchecked(batch)
                                .with(crc, batch.getInt(crc.start()) ^ 1)
                                .bytes()
                        : batch;
            });
        }
    }

    /** Sends a batch twice. */
    record Repeat() implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, batch -> batch.concat(batch));
        }
    }

    /**
     * Sets a field of the header, and makes the CRC right again unless it is the field. Messages of magic 0 and 1, and batches
     * that end before the field, stay.
     */
    record SetHeader(RecordBatchField field, long value) implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, this::set);
        }

        private Bytes set(Bytes batch) {
            if (isLegacy(batch) || !has(batch, field)) {
                return batch;
            }
            RecordBatch changed = RecordBatch.unchecked(batch).with(field, value);
            boolean keepsCrc = field == RecordBatchField.CRC || !has(batch, RecordBatchField.CRC);
            return (keepsCrc ? changed : changed.withCorrectCrc()).bytes();
        }
    }

    /** Changes one batch. */
    interface BatchChange {
        Bytes apply(Bytes batch);
    }

    private static List<Bytes> each(List<Bytes> batches, List<Integer> chosen, BatchChange change) {
        List<Bytes> changed = new ArrayList<>(batches);
        chosen.forEach(index -> changed.set(index, change.apply(batches.get(index))));
        return changed;
    }

    private static boolean has(Bytes batch, RecordBatchField field) {
        return batch.size() >= field.start() + field.size();
    }

    private static boolean isLegacy(Bytes batch) {
        return has(batch, RecordBatchField.MAGIC) && batch.get(RecordBatchField.MAGIC.start()) < RecordBatch.MAGIC;
    }

    /** Splits a field into its batches; bytes that do not make a whole batch are the last one. */
    static List<Bytes> split(Bytes field) {
        List<Bytes> batches = new ArrayList<>();
        int at = 0;
        while (at < field.size()) {
            long size = field.size() - at < OVERHEAD ? Long.MAX_VALUE : OVERHEAD + (long) field.getInt(at + Long.BYTES);
            int end = size < OVERHEAD || size > field.size() - at ? field.size() : at + (int) size;
            batches.add(field.slice(at, end));
            at = end;
        }
        return batches;
    }
}

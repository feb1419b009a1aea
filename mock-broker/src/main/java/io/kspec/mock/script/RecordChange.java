package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatchField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/** A change to the record batches of a field. The batches are changed as bytes, so they may already be invalid. */
public sealed interface RecordChange {
    /** The size of the base offset and the length before a batch, which its length does not count. */
    int OVERHEAD = 12;

    /** Where the CRC of a message of magic 0 or 1 begins. */
    int LEGACY_CRC = 12;

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
                    batch -> batch.size() < Long.BYTES
                            ? batch
                            : patched(batch, 0, Long.BYTES, batch.getLong(0) + difference));
        }
    }

    /** Flips a bit of the CRC. */
    record WrongCrc() implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, batch -> {
                int crc = isLegacy(batch) ? LEGACY_CRC : RecordBatchField.CRC.start();
                return batch.size() < crc + Integer.BYTES
                        ? batch
                        : patched(batch, crc, Integer.BYTES, batch.getInt(crc) ^ 1);
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

    /** Sets a field of the header, and makes the CRC right again unless it is the field. Messages of magic 0 and 1 stay. */
    record SetHeader(RecordBatchField field, long value) implements RecordChange {
        @Override
        public List<Bytes> apply(List<Bytes> batches, List<Integer> chosen) {
            return each(batches, chosen, this::set);
        }

        private Bytes set(Bytes batch) {
            if (isLegacy(batch)) {
                return batch;
            }
            Bytes changed = patched(batch, field.start(), field.size(), value);
            if (field == RecordBatchField.CRC) {
                return changed;
            }
            CRC32C crc = new CRC32C();
            crc.update(changed.slice(RecordBatchField.ATTRIBUTES.start()).asByteBuffer());
            return patched(changed, RecordBatchField.CRC.start(), Integer.BYTES, crc.getValue());
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

    private static boolean isLegacy(Bytes batch) {
        int magic = RecordBatchField.MAGIC.start();
        return batch.size() < RecordBatchField.RECORDS_COUNT.start() + Integer.BYTES || batch.get(magic) < 2;
    }

    private static Bytes patched(Bytes batch, int at, int size, long value) {
        Bytes eight = Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        return batch.slice(0, at).concat(eight.slice(Long.BYTES - size)).concat(batch.slice(at + size));
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

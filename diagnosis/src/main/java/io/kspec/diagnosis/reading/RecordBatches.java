package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;

/** Recognises record batches from outside: lengths that lead from batch to batch, each with a known magic. */
final class RecordBatches {
    /** Base offset and length, which the length does not include. */
    private static final int PREFIX = 12;

    private static final int MAGIC = 16;

    private RecordBatches() {}

    /**
     * How many of the bytes are whole batches or messages; the last may be cut off after them, as old brokers do in Fetch. -1
     * if the bytes are not records.
     */
    static int whole(Bytes records) {
        int at = 0;
        while (records.size() - at > MAGIC) {
            int length = records.getInt(at + PREFIX - Integer.BYTES);
            int magic = records.get(at + MAGIC);
            if (length < MAGIC - PREFIX + 1 || magic < 0 || magic > 2) {
                return -1;
            }
            if (length > records.size() - at - PREFIX) {
                return at;
            }
            at += PREFIX + length;
        }
        return at == 0 ? -1 : at;
    }
}

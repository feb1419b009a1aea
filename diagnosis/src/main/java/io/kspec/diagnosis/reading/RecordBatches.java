package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;

/** Recognises record batches from outside: lengths that lead from batch to batch, each with a known magic. */
final class RecordBatches {
    /** Base offset and length, which the length does not include. */
    private static final int PREFIX = 12;

    private static final int MAGIC = 16;

    private RecordBatches() {}

    enum Ending {
        /** The last batch ends where the bytes end. */
        WHOLE,
        /** The last batch is cut off, as old brokers do in Fetch. */
        CUT,
        /** The bytes are not records. */
        NONE
    }

    /** How a sequence of batches or messages ends. */
    static Ending ending(Bytes records) {
        int at = 0;
        while (records.size() - at > MAGIC) {
            int length = records.getInt(at + PREFIX - Integer.BYTES);
            int magic = records.get(at + MAGIC);
            if (length < MAGIC - PREFIX + 1 || magic < 0 || magic > 2) {
                return Ending.NONE;
            }
            if (length > records.size() - at - PREFIX) {
                return Ending.CUT;
            }
            at += PREFIX + length;
        }
        return at == 0 ? Ending.NONE : at == records.size() ? Ending.WHOLE : Ending.CUT;
    }
}

package io.kspec.protocol.blame;

import io.kspec.protocol.Bytes;

/** What records look like from outside: lengths that lead from batch to batch, each with a known magic. */
final class RecordBatches {
    /** Base offset and length, which the length does not count. */
    private static final int PREFIX = 12;

    private static final int MAGIC = 16;

    private RecordBatches() {}

    /** Whether bytes begin like a batch or message set, and lead to the end, where the last may be cut. */
    static boolean looksLike(Bytes records) {
        int at = 0;
        while (records.size() - at > MAGIC) {
            int length = records.getInt(at + PREFIX - Integer.BYTES);
            int magic = records.get(at + MAGIC);
            if (length < MAGIC - PREFIX + 1 || magic < 0 || magic > 2) {
                return false;
            }
            if (length > records.size() - at - PREFIX) {
                return true;
            }
            at += PREFIX + length;
        }
        return at > 0;
    }
}

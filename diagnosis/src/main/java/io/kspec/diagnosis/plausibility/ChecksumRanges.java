package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatchField;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Finds the bytes of a batch over which a wrong checksum was computed. */
public final class ChecksumRanges {
    private static final int RIGHT = RecordBatchField.ATTRIBUTES.start();

    private ChecksumRanges() {}

    /**
     * How a wrong checksum of a batch of magic 2 was computed, such as {@code ": it is little-endian"}; empty if it is right, or
     * that cannot be said.
     */
    public static String explanation(Bytes batch) {
        int claimed = batch.getInt(RecordBatchField.CRC.start());
        int right = sum(new CRC32C(), batch, RIGHT, false);
        return right == claimed ? "" : explanation(batch, claimed, right);
    }

    /** What is wrong with a batch's checksum, or an empty string if it is right. */
    static String describe(Bytes batch, int claimed) {
        int right = sum(new CRC32C(), batch, RIGHT, false);
        if (right == claimed) {
            return "";
        }
        String wrong = String.format(
                "the CRC-32C is 0x%08x; computed from Attributes (byte 21) on, it is 0x%08x", claimed, right);
        return wrong + explanation(batch, claimed, right);
    }

    private static String explanation(Bytes batch, int claimed, int right) {
        if (claimed == Integer.reverseBytes(right)) {
            return ": it is little-endian";
        }
        if (claimed == 0) {
            return ": it was never computed";
        }
        for (RecordBatchField start : RecordBatchField.values()) {
            for (boolean zeroed : new boolean[] {false, true}) {
                String from = "over the bytes from " + start.fieldName() + " (byte " + start.start() + ") on"
                        + (zeroed ? ", with the CRC field as 0" : "");
                if (sum(new CRC32C(), batch, start.start(), zeroed) == claimed) {
                    return ": it was computed " + from;
                }
                if (sum(new CRC32C(), batch, start.start(), zeroed) == ~claimed) {
                    return ": it lacks the final inversion of its bits, and was computed " + from;
                }
                int zlib = sum(new CRC32(), batch, start.start(), zeroed);
                if (zlib == claimed || zlib == ~claimed) {
                    return ": it is a CRC-32, not a CRC-32C, "
                            + (zlib == claimed ? "" : "without the final inversion of its bits, ") + from;
                }
            }
        }
        return "";
    }

    private static int sum(Checksum checksum, Bytes batch, int from, boolean zeroed) {
        byte[] bytes = batch.toArray();
        if (zeroed) {
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[RecordBatchField.CRC.start() + i] = 0;
            }
        }
        checksum.update(bytes, from, bytes.length - from);
        return (int) checksum.getValue();
    }
}

package io.kspec.protocol.record;

/**
 * Limits the memory for reading untrusted records. Exceeding a limit is a decode failure.
 *
 * @param batchBytes the maximum decompressed size of one batch in bytes
 * @param totalBytes the maximum decompressed size of all batches of a records field in bytes
 * @param elements the maximum number of records plus headers in one batch
 */
public record RecordLimits(int batchBytes, long totalBytes, int elements) {
    /** 100 MiB per batch, 1 GiB per field, two million records and headers per batch. */
    public static final RecordLimits DEFAULT = new RecordLimits(100 << 20, 1L << 30, 2_000_000);

    public RecordLimits {
        if (batchBytes < 0 || totalBytes < 0 || elements < 0) {
            throw new IllegalArgumentException(
                    "limits must not be negative: " + batchBytes + ", " + totalBytes + ", " + elements);
        }
    }

    /** Returns these limits with another decompressed size of a batch. */
    public RecordLimits withBatchBytes(int bytes) {
        return new RecordLimits(bytes, totalBytes, elements);
    }

    /** Returns these limits with another number of records and headers of a batch. */
    public RecordLimits withElements(int count) {
        return new RecordLimits(batchBytes, totalBytes, count);
    }
}

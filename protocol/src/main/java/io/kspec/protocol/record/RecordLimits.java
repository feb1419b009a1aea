package io.kspec.protocol.record;

/**
 * How much a reader of records may spend on bytes that it does not trust. What passes a limit is a decode failure.
 *
 * @param batchBytes most bytes that one compressed batch may decompress to
 * @param totalBytes most bytes that all compressed batches of one records field may decompress to
 * @param elements most records and headers, counted together, in one batch
 */
public record RecordLimits(int batchBytes, long totalBytes, int elements) {
    /** 100 MiB a batch, 1 GiB a field, two million records and headers a batch. */
    public static final RecordLimits DEFAULT = new RecordLimits(100 << 20, 1L << 30, 2_000_000);

    public RecordLimits {
        if (batchBytes < 0 || totalBytes < 0 || elements < 0) {
            throw new IllegalArgumentException(
                    "limits are not negative: " + batchBytes + ", " + totalBytes + ", " + elements);
        }
    }

    /** The same limits, save that one batch may decompress to so many bytes. */
    public RecordLimits withBatchBytes(int bytes) {
        return new RecordLimits(bytes, totalBytes, elements);
    }

    /** The same limits, save that one batch may hold so many records and headers. */
    public RecordLimits withElements(int count) {
        return new RecordLimits(batchBytes, totalBytes, count);
    }
}

package io.kspec.stage.requests;

/**
 * How much a ShareFetch asks for.
 *
 * @param maxWaitMs how long the broker may wait for {@code minBytes}
 * @param maxBytes the limit on the records of all partitions together
 * @param maxRecords the number of records from which on no further batch is acquired
 * @param batchSize the number of records to acknowledge at once
 */
public record ShareFetchLimits(int maxWaitMs, int minBytes, int maxBytes, int maxRecords, int batchSize) {
    /** Up to 1 MiB and 500 records. */
    public static ShareFetchLimits waiting(int maxWaitMs) {
        return new ShareFetchLimits(maxWaitMs, 1, 1 << 20, 500, 500);
    }

    public ShareFetchLimits withMaxRecords(int records) {
        return new ShareFetchLimits(maxWaitMs, minBytes, maxBytes, records, batchSize);
    }

    public ShareFetchLimits withBatchSize(int records) {
        return new ShareFetchLimits(maxWaitMs, minBytes, maxBytes, maxRecords, records);
    }
}

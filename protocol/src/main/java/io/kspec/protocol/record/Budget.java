package io.kspec.protocol.record;

/** The remainder of the {@link RecordLimits} while records are read. */
final class Budget {
    private final RecordLimits limits;
    private long bytes;
    private int elements;

    Budget(RecordLimits limits) {
        this.limits = limits;
        this.bytes = limits.totalBytes();
        this.elements = limits.elements();
    }

    /** Starts another batch, whose records are counted from 0. */
    void startBatch() {
        elements = limits.elements();
    }

    /** The maximum decompressed size of the next batch. */
    int decompressible() {
        return (int) Math.min(limits.batchBytes(), bytes);
    }

    void spendBytes(int count) {
        bytes -= count;
    }

    /** Counts a record or header; false if the limit is exceeded. */
    boolean spendElement() {
        return elements-- > 0;
    }

    int elementLimit() {
        return limits.elements();
    }
}

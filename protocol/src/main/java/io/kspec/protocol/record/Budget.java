package io.kspec.protocol.record;

/** What is left of the {@link RecordLimits} while records are read. */
final class Budget {
    private final RecordLimits limits;
    private long bytes;
    private int elements;

    Budget(RecordLimits limits) {
        this.limits = limits;
        this.bytes = limits.totalBytes();
        this.elements = limits.elements();
    }

    /** Another batch begins, whose records do not add to those of the last. */
    void startBatch() {
        elements = limits.elements();
    }

    /** The most bytes that the next batch may decompress to. */
    int decompressible() {
        return (int) Math.min(limits.batchBytes(), bytes);
    }

    void spendBytes(int count) {
        bytes -= count;
    }

    /** False when no record or header is left to spend. */
    boolean spendElement() {
        return elements-- > 0;
    }

    int elementLimit() {
        return limits.elements();
    }
}

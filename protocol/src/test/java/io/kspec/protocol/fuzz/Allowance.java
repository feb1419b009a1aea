package io.kspec.protocol.fuzz;

/**
 * The maximum heap that reading may allocate.
 *
 * @param factor the bytes allowed for each byte of input
 * @param base the bytes allowed for any input
 */
record Allowance(double factor, long base) {
    long of(int size) {
        return (long) (factor * size) + base;
    }

    /** The allocation beyond the base for each byte of input. */
    double factorOf(long allocated, int size) {
        return Math.max(0, allocated - base) / (double) Math.max(1, size);
    }

    /** Returns this allowance for an input that is larger by the given number of bytes. */
    Allowance beyond(int bytes) {
        return new Allowance(factor, base + (long) (factor * bytes));
    }
}

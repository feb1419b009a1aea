package io.kspec.protocol.fuzz;

/**
 * The most bytes of heap that reading may take, whatever the input says.
 *
 * @param factor for each byte of input
 * @param base for any input
 */
record Allowance(double factor, long base) {
    long of(int size) {
        return (long) (factor * size) + base;
    }

    /** How much an allocation takes for each byte of input, once the base is taken off. */
    double factorOf(long allocated, int size) {
        return Math.max(0, allocated - base) / (double) Math.max(1, size);
    }

    /** The same, granted for so many bytes more than the input has. */
    Allowance beyond(int bytes) {
        return new Allowance(factor, base + (long) (factor * bytes));
    }
}

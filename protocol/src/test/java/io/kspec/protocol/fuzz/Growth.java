package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import java.util.function.IntFunction;

/**
 * Measures how the work of reading grows with the input: the processor time for one large input divided by that for
 * many small ones of the same total size. The result is 1 if the work is linear, {@value #STEP} if it is quadratic. To
 * be independent of the load of the machine, it is the best of several measurements of the reading thread only.
 */
final class Growth {
    /** The ratio of the sizes. */
    static final int STEP = 16;
    /** The geometric mean of linear and quadratic. */
    static final double MOST = 4;

    /** One measurement may be disturbed to either side. */
    private static final int LEAST_RUNS = 2;

    private static final int MOST_RUNS = 30;

    private final FuzzSubject<?> subject;
    private final Bytes small;
    private final Bytes large;

    /** @param size the approximate size of the small input in bytes */
    Growth(FuzzSubject<?> subject, IntFunction<Bytes> inputs, int size) {
        this.subject = subject;
        this.small = inputs.apply(size);
        this.large = inputs.apply(size * STEP);
    }

    /** Measures the growth, repeatedly while it seems too steep, because disturbances do not last. */
    double measure() {
        double least = Double.MAX_VALUE;
        long manySmall = Long.MAX_VALUE;
        long oneLarge = Long.MAX_VALUE;
        for (int run = 1; run <= MOST_RUNS && (run <= LEAST_RUNS || least > MOST); run++) {
            manySmall = Math.min(manySmall, time(small, STEP));
            oneLarge = Math.min(oneLarge, time(large, 1));
            least = (double) oneLarge / Math.max(1, manySmall);
        }
        return least;
    }

    private long time(Bytes input, int times) {
        long start = Gauge.processorTime();
        for (int i = 0; i < times; i++) {
            try {
                subject.read(input);
            } catch (DecodeException e) {
                // refusing is to be linear too
            }
            subject.trace(input);
        }
        return Gauge.processorTime() - start;
    }
}

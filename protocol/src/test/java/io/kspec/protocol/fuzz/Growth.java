package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import java.util.function.IntFunction;

/**
 * How the work of reading grows with its input: the processor time of one large input over that of many small ones which
 * together are as large. Linear work gives 1, quadratic work {@value #STEP}. Only the time of the reading thread counts,
 * and the best of several runs, so that the load of the machine does not matter.
 */
final class Growth {
    /** How much larger the large input is. */
    static final int STEP = 16;
    /** The geometric mean of linear and quadratic. */
    static final double MOST = 4;

    private static final int RUNS = 5;
    private static final int ATTEMPTS = 6;

    private final FuzzSubject<?> subject;
    private final Bytes small;
    private final Bytes large;

    /** @param size of the small input, about, in bytes */
    Growth(FuzzSubject<?> subject, IntFunction<Bytes> inputs, int size) {
        this.subject = subject;
        this.small = inputs.apply(size);
        this.large = inputs.apply(size * STEP);
    }

    /** The growth; measured again while it looks too steep, since linear work is measured as such sooner or later. */
    double measure() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && least > MOST; i++) {
            long manySmall = Long.MAX_VALUE;
            long oneLarge = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                manySmall = Math.min(manySmall, time(small, STEP));
                oneLarge = Math.min(oneLarge, time(large, 1));
            }
            least = Math.min(least, (double) oneLarge / Math.max(1, manySmall));
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

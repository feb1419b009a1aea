package io.kspec.benchmarks.proxy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Sends a load through two proxies in turns, and compares what they take for it. */
final class Rounds {
    private static final int ROUNDS = 7;
    private static final long REST_MS = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path file;
    private final List<ProcessHandle> working;

    /** What a round took. */
    private record Round(long bytes, long nanos, long processorNanos, long proxyNanos) {
        double megabytesPerSecond() {
            return bytes * 1_000.0 / nanos;
        }

        double processorNanosPerByte() {
            return (double) processorNanos / bytes;
        }

        double proxyNanosPerByte() {
            return (double) proxyNanos / bytes;
        }
    }

    /**
     * @param file what the recording proxy writes
     * @param working the processes whose processor time counts
     */
    Rounds(Path file, List<ProcessHandle> working) {
        this.file = file;
        this.working = List.copyOf(working);
    }

    /**
     * One row of a table: speeds of both, and their processor time, that of all and that of the proxy alone, as medians, and the
     * medians of the ratios within each round.
     */
    String compare(byte[] request, int times, Load plain, Load recording) throws IOException, InterruptedException {
        List<Round> plains = new ArrayList<>();
        List<Round> recordings = new ArrayList<>();
        for (int number = 0; number <= ROUNDS; number++) {
            boolean plainFirst = number % 2 == 0;
            Round first = run(plainFirst ? plain : recording, request, times);
            Round second = run(plainFirst ? recording : plain, request, times);
            if (number > 0) {
                plains.add(plainFirst ? first : second);
                recordings.add(plainFirst ? second : first);
            }
        }
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                median(plains, Round::megabytesPerSecond),
                median(recordings, Round::megabytesPerSecond),
                medianRatio(recordings, plains, Round::megabytesPerSecond),
                median(plains, Round::processorNanosPerByte),
                median(recordings, Round::processorNanosPerByte),
                medianRatio(plains, recordings, Round::processorNanosPerByte),
                median(plains, Round::proxyNanosPerByte),
                median(recordings, Round::proxyNanosPerByte),
                medianRatio(plains, recordings, Round::proxyNanosPerByte));
    }

    private Round run(Load load, byte[] request, int times) throws IOException, InterruptedException {
        long before = processorNanos();
        long proxyBefore = proxyNanos();
        long start = System.nanoTime();
        long bytes = load.run(request, times);
        long nanos = System.nanoTime() - start;
        awaitFile();
        return new Round(bytes, nanos, processorNanos() - before, proxyNanos() - proxyBefore);
    }

    /** Waits until the last round is written, so that the next one does not pay for it. */
    private void awaitFile() throws IOException, InterruptedException {
        long before;
        do {
            before = Files.size(file);
            Thread.sleep(REST_MS);
        } while (Files.size(file) > before);
    }

    private long processorNanos() {
        return working.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** What the threads of the proxies have taken so far. */
    private static long proxyNanos() {
        long nanos = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("kspec-")) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return median(rounds.stream().mapToDouble(value).toArray());
    }

    private static double medianRatio(List<Round> upper, List<Round> lower, ToDoubleFunction<Round> value) {
        double[] ratios = new double[upper.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(upper.get(i)) / value.applyAsDouble(lower.get(i));
        }
        return median(ratios);
    }

    private static double median(double... values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}

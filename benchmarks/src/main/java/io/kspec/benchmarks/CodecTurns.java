package io.kspec.benchmarks;

import io.kspec.benchmarks.page.DocumentPart;
import io.kspec.benchmarks.page.Spread;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/**
 * Measures both codecs in short turns, one after the other in one process for each frame. JMH measures one for seconds and
 * then the other, between which the speed of a virtual machine's processor may change; two turns that follow each other see the
 * same processor.
 */
final class CodecTurns {
    private static final String TITLE = "The codec, in turns";
    private static final String HEAD =
            """
            The frames of the part above, decoded and encoded by both in turns of %,d calls, %d of each after a warm-up of %d, in a
            process of its own for each frame. A ratio compares the processor time of two turns that follow each other: above 1
            kspec is faster. The figure is the median; in parentheses is the half of them in the middle. This shows what JMH
            cannot where the processor's speed changes while it measures.

            To repeat it, in some two minutes (`-Pmeasure` does it as well):

                mvn -B -ntp -pl benchmarks -am -DskipTests package
                java -cp 'benchmarks/target/classes:cli/target/lib/*' io.kspec.benchmarks.CodecTurns docs/benchmarks.md

            """;

    private static final int CALLS = 20_000;
    private static final int WARM_UP = 40;
    private static final int TURNS = 150;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What keeps results in use. */
    private static volatile @Nullable Object result;

    private CodecTurns() {}

    /** What one process found for a frame. */
    private record Ratios(Spread decode, Spread encode) {}

    /**
     * Measures all frames in processes of their own; in such a process, one frame.
     *
     * @param arguments the page to write, or the percentile of the frame
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].matches("\\d+")) {
            CorpusFrame frame = Corpus.load().atPercentile(Integer.parseInt(arguments[0]));
            frame.check();
            print(ratio(frame::decode, frame::kafkaDecode));
            print(ratio(frame::encode, frame::kafkaEncode));
        } else {
            write(Path.of(arguments[0]));
        }
    }

    /** Measures for some two minutes, and writes its part of a page. */
    static void write(Path page) throws IOException {
        Corpus corpus = Corpus.load();
        StringBuilder rows = new StringBuilder();
        List<Ratios> all = new ArrayList<>();
        for (String percentile : percentiles()) {
            Ratios ratios = inOwnProcess(percentile);
            all.add(ratios);
            CorpusFrame frame = corpus.atPercentile(Integer.parseInt(percentile));
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s %% | %s | %d | %s | %s |%n",
                    percentile,
                    frame,
                    frame.size(),
                    ratios.decode(),
                    ratios.encode()));
        }
        String text = String.format(Locale.ROOT, HEAD, CALLS, TURNS, WARM_UP)
                + String.format(
                        Locale.ROOT,
                        "The median of the frames is **%.2f** for decoding and **%.2f** for encoding.%n%n",
                        median(all.stream().map(Ratios::decode)),
                        median(all.stream().map(Ratios::encode)))
                + "| smaller frames | frame | bytes | decode, kspec/kafka-clients | encode, kspec/kafka-clients |\n"
                + "| ---: | --- | ---: | ---: | ---: |\n" + rows;
        new DocumentPart(page, TITLE).write(text);
    }

    /** Those of {@link FrameBenchmark}. */
    private static String[] percentiles() {
        try {
            return FrameBenchmark.class
                    .getField("percentile")
                    .getAnnotation(Param.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new AssertionError("the parameter of the benchmark", e);
        }
    }

    private static Ratios inOwnProcess(String percentile) throws IOException {
        Process process = OwnProcess.of(CodecTurns.class, percentile)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split("\n", -1);
        if (lines.length != 2) {
            throw new IOException("frame " + percentile + ": expected two lines of figures, found " + lines.length);
        }
        return new Ratios(parse(lines[0]), parse(lines[1]));
    }

    private static void print(Spread spread) {
        System.out.println(spread.low() + " " + spread.median() + " " + spread.high());
    }

    private static Spread parse(String line) {
        double[] figures =
                Stream.of(line.split(" ", 3)).mapToDouble(Double::parseDouble).toArray();
        return new Spread(figures[0], figures[1], figures[2]);
    }

    private static double median(Stream<Spread> spreads) {
        return Spread.of(spreads.mapToDouble(Spread::median).toArray()).median();
    }

    private static Spread ratio(Supplier<?> kspec, Supplier<?> kafka) {
        for (int i = 0; i < WARM_UP; i++) {
            long unused = turn(kspec) + turn(kafka);
        }
        double[] ratios = new double[TURNS];
        for (int i = 0; i < TURNS; i++) {
            boolean kspecFirst = i % 2 == 0;
            long first = turn(kspecFirst ? kspec : kafka);
            long second = turn(kspecFirst ? kafka : kspec);
            ratios[i] = kspecFirst ? (double) second / first : (double) first / second;
        }
        return Spread.of(ratios);
    }

    /** The processor time that a turn takes, in nanoseconds. */
    private static long turn(Supplier<?> call) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            result = call.get();
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}

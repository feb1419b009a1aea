package io.kspec.benchmarks;

import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The figures as a part of a page of documentation. */
final class BenchmarkPage {
    static final String TITLE = "The codec";

    private static final String HEAD =
            """
            kspec reads and writes any message by its definition, which is data; kafka-clients has a class for each message,
            generated from the same definitions. JMH measures both in one run, header and body, on the frames that Apache Kafka
            was sent and answered (`golden-responses/captures`, each frame once). Ratios are what counts: above 1 kspec is
            faster, or allocates more. Before anything is measured, both must write exactly the bytes that were captured.

            To repeat it, on a machine with nothing else to do, for some twelve minutes; this part of the page is what it writes:

                mvn -B -ntp -Pmeasure -pl benchmarks -am -DskipTests verify

            """;

    private final Corpus corpus;
    private final List<Comparison> comparisons;

    BenchmarkPage(Corpus corpus, List<Comparison> comparisons) {
        this.corpus = corpus;
        this.comparisons = comparisons;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(String.format(
                Locale.ROOT,
                "Measured with kafka-clients %s on %s %s, %d processors (%s). The corpus: %,d frames of %d to %,d bytes; %d more"
                        + " are left out, since that release of kafka-clients has no class for their version.%n%n",
                Catalog.standard().releases().get(0),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                corpus.frames().size(),
                corpus.atPercentile(0).size(),
                corpus.atPercentile(100).size(),
                corpus.beyondKafka()));
        lean(page, "Decode", "decode", "The lean path: the mock's, and whatever needs the message alone.");
        lean(page, "Encode", "encode", "A decoded message, its header included, into an array of exactly its size.");
        layout(page);
        whole(page);
        records(page);
        return page.toString();
    }

    private void lean(StringBuilder page, String title, String operation, String about) {
        List<Comparison> frames = select(each ->
                each.benchmark().equals("FrameBenchmark") && each.operation().equals(operation));
        page.append("### ").append(title).append(", one frame at a time\n\n").append(about);
        page.append(String.format(
                Locale.ROOT,
                " Over these frames, which stand at equal steps through the corpus by size, the median ratio of speed is"
                        + " **%.2f**, of allocation **%.2f**.%n%n",
                median(frames, Comparison::speed),
                median(frames, Comparison::allocation)));
        page.append(
                "| smaller frames | frame | bytes | kspec, operations/µs | kafka-clients | ratio | kspec, bytes allocated |"
                        + " kafka-clients | ratio |\n");
        page.append("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Comparison each : frames) {
            CorpusFrame frame = corpus.atPercentile(Integer.parseInt(each.parameter()));
            page.append(String.format(Locale.ROOT, "| %s %% | %s | %d ", each.parameter(), frame, frame.size()));
            figures(page, each);
        }
        page.append('\n');
    }

    private void layout(StringBuilder page) {
        List<Comparison> frames = select(each ->
                each.benchmark().equals("FrameBenchmark") && each.operation().equals("decodeWithLayout"));
        page.append("### Decode with the place of every field\n\n");
        page.append(String.format(
                Locale.ROOT,
                "What reports, `explain` and blame need, and kafka-clients does not offer. Against its plain decoding the"
                        + " median ratio of speed is %.2f, of allocation %.2f.%n%n",
                median(frames, Comparison::speed),
                median(frames, Comparison::allocation)));
    }

    private void whole(StringBuilder page) {
        page.append("### The whole corpus, one frame after the other\n\n");
        page.append("Every API and version in turn, so that no code is compiled for one message alone.\n\n");
        page.append("| | kspec, passes/s | kafka-clients | ratio | kspec, bytes allocated | kafka-clients | ratio |\n");
        page.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Comparison each : select(each -> each.benchmark().equals("CorpusBenchmark"))) {
            page.append("| ").append(name(each)).append(' ');
            figures(page, each);
        }
        page.append('\n');
    }

    private void records(StringBuilder page) {
        page.append("### Records\n\n");
        page.append(
                "A batch of magic 2, not compressed: the checksum verified and every record read, and the same batch"
                        + " written. A record\nhas a key of 16 bytes, a value of 100 and one header.\n\n");
        page.append(
                "| records | | kspec, operations/µs | kafka-clients | ratio | kspec, bytes allocated | kafka-clients |"
                        + " ratio |\n");
        page.append("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Comparison each : select(each -> each.benchmark().equals("RecordsBenchmark"))) {
            page.append("| ")
                    .append(each.parameter())
                    .append(" | ")
                    .append(name(each))
                    .append(' ');
            figures(page, each);
        }
    }

    private static void figures(StringBuilder page, Comparison each) {
        page.append(String.format(
                Locale.ROOT,
                "| %.2f | %.2f | %.2f | %,.0f | %,.0f | %.2f |%n",
                each.kspec().throughput(),
                each.kafka().throughput(),
                each.speed(),
                each.kspec().allocated(),
                each.kafka().allocated(),
                each.allocation()));
    }

    private static String name(Comparison each) {
        return each.operation().equals("decodeWithLayout") ? "decode with layout" : each.operation();
    }

    private List<Comparison> select(Predicate<Comparison> condition) {
        return comparisons.stream().filter(condition).toList();
    }

    private static double median(List<Comparison> of, ToDoubleFunction<Comparison> figure) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

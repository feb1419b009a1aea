package io.kspec.benchmarks.load;

import java.util.List;
import java.util.Locale;

/** The results as a part of a page of documentation. */
final class LoadPage {
    static final String TITLE = "The mock broker under load";

    private LoadPage() {}

    static String text(List<LoadResult> results, List<String> contestants, String without, List<Double> load) {
        StringBuilder page = new StringBuilder();
        page.append(String.format(
                Locale.ROOT,
                """
                Connections that each send the same request again and again, up to %d of them on their way at once, without a client
                library. The contestants run at the same time, each in a process of its own, and are loaded in turns; a ratio compares
                the turns of one round. The echo is what Netty alone does on one thread: it takes frames off its connections, and sends
                for each the bytes that the mock answers with. In the first ratios, above 1 means that the mock is faster. The figure is
                the median of all rounds; in parentheses is the half of them in the middle, and where it is wide, the figure says little.
                The last ratios compare the processor time that the servers spend on a response: below 1 the mock spends less. They
                depend less on what else the machine does, but on a busy one compilers get little time, so that both kinds of figures
                show code of the mock that is not compiled yet.

                Apache Kafka does not read the records that it sends: it has the system send them from its files. With 100 records on 16
                connections, the first two ratios say that even the echo is then little faster than Kafka, so that nothing that passes the
                records through Netty can be twice as fast.

                """,
                PipelinedClient.IN_FLIGHT));
        page.append(
                "To repeat it, in some five minutes:\n\n    mvn -B -ntp -Pload -pl benchmarks -am -DskipTests verify\n\n");
        page.append(String.format(
                Locale.ROOT,
                "Measured on %s %s, %d processors (%s), at a load of %.1f to %.1f.%n%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                load.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                load.stream().mapToDouble(Double::doubleValue).max().orElse(0)));
        if (!without.isEmpty()) {
            page.append(without).append("\n\n");
        }
        page.append(head(contestants));
        results.forEach(result -> page.append(row(result, contestants)).append('\n'));
        return page.toString();
    }

    private static String head(List<String> contestants) {
        StringBuilder head = new StringBuilder("| request | connections | mock, responses/s ");
        StringBuilder line = new StringBuilder("| --- | ---: | ---: ");
        for (String figure : List.of("", "processor time, ")) {
            for (String each : contestants.subList(1, contestants.size())) {
                head.append("| ").append(figure).append("mock/").append(each).append(' ');
                line.append("| ---: ");
            }
        }
        return head + "|\n" + line + "|\n";
    }

    static String row(LoadResult result, List<String> contestants) {
        String mock = contestants.get(0);
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f ",
                result.kind(),
                result.connections(),
                result.perSecond(mock).median()));
        for (String each : contestants.subList(1, contestants.size())) {
            row.append("| ").append(result.speed(mock, each)).append(' ');
        }
        for (String each : contestants.subList(1, contestants.size())) {
            row.append("| ").append(result.cpu(mock, each)).append(' ');
        }
        return row + "|";
    }
}

package io.kspec.benchmarks.start;

import io.kspec.benchmarks.page.DocumentPart;
import io.kspec.benchmarks.page.Spread;
import io.kspec.mock.MockBroker;
import io.kspec.stage.net.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the time from the start of the mock broker to its first answer: in this process, and by {@code ./kspec mock} with each
 * JDK, next to a JVM that does nothing, in turns.
 */
final class StartUp {
    private static final String TITLE = "The first answer of the mock broker";
    private static final int ROUNDS = Integer.getInteger("start.rounds", 15);

    private final FirstAnswer client = new FirstAnswer();

    private StartUp() {}

    /**
     * Measures for a minute.
     *
     * @param arguments the page to write, the {@code kspec} script, and the homes of the JDKs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Path> homes =
                Arrays.stream(arguments, 2, arguments.length).map(Path::of).toList();
        new StartUp().measure(Path.of(arguments[0]), Path.of(arguments[1]), homes);
    }

    private void measure(Path page, Path script, List<Path> homes) throws IOException, InterruptedException {
        List<Double> here = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            here.add(inProcess());
        }
        double first = here.get(0);
        Spread warm = Spread.of(here.subList(ROUNDS, 2 * ROUNDS).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        Map<Path, List<double[]>> times = new LinkedHashMap<>();
        double load = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            for (Path home : homes) {
                double[] both = {nothing(home), mock(script, home)};
                if (round > 0) {
                    times.computeIfAbsent(home, path -> new ArrayList<>()).add(both);
                }
            }
            load = Math.max(load, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
        new DocumentPart(page, TITLE).write(text(first, warm, times, load));
    }

    private static String text(double first, Spread warm, Map<Path, List<double[]>> times, double load) {
        StringBuilder text = new StringBuilder(
                """
                From the start to the answer to ApiVersions, in milliseconds: the median, and in parentheses the half of the figures in the
                middle. A JVM that does nothing is measured in turns with the others, since these times depend on what else the machine does.

                To repeat it, in a minute or two, with the homes of the JDKs to measure:

                    mvn -B -ntp -Pstart -pl benchmarks -am -DskipTests verify -Dstart.jdks="/usr/lib/jvm/jdk-17 /usr/lib/jvm/jdk-25"

                """);
        text.append(String.format(
                Locale.ROOT,
                "Measured at a load of up to %.1f on %d processors.%n%n",
                load,
                Runtime.getRuntime().availableProcessors()));
        text.append("| | first answer, ms | a JVM that does nothing, ms |\n| --- | ---: | ---: |\n");
        text.append(String.format(Locale.ROOT, "| `MockBroker.start()`, the first in its process | %.0f | |%n", first));
        text.append(
                String.format(Locale.ROOT, "| `MockBroker.start()`, after %d others | %s | |%n", ROUNDS, millis(warm)));
        times.forEach((home, both) -> text.append(String.format(
                Locale.ROOT,
                "| `./kspec mock`, %s | %s | %s |%n",
                home.getFileName(),
                millis(Spread.of(both.stream().mapToDouble(each -> each[1]).toArray())),
                millis(Spread.of(both.stream().mapToDouble(each -> each[0]).toArray())))));
        return text.toString();
    }

    private static String millis(Spread spread) {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", spread.median(), spread.low(), spread.high());
    }

    private double inProcess() throws IOException {
        long start = System.nanoTime();
        try (MockBroker mock = MockBroker.start()) {
            client.await(mock.host(), mock.port());
            return millisSince(start);
        }
    }

    private double mock(Path script, Path home) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(script.toString(), "mock", "--port", "0");
        command.environment().put("JAVA_HOME", home.toString());
        long start = System.nanoTime();
        Process process = command.redirectError(Redirect.DISCARD).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException(script + " has ended with " + process.waitFor() + " under " + home);
            }
            Target broker = Target.parse(line);
            client.await(broker.host(), broker.port());
            return millisSince(start);
        } finally {
            process.destroy();
            int unused = process.waitFor();
        }
    }

    private static double nothing(Path home) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int unused = new ProcessBuilder(home.resolve("bin").resolve("java").toString(), "-Xshare:auto", "-version")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        return millisSince(start);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}

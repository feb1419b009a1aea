package io.kspec.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * One thing that both codecs did, measured in the same run.
 *
 * @param benchmark the simple name of the class that measured it
 * @param parameter the value of its one parameter, or empty
 * @param operation {@code decode}, {@code decodeWithLayout} or {@code encode}
 * @param kspec how kspec did it
 * @param kafka how kafka-clients did it
 */
record Comparison(String benchmark, String parameter, String operation, Measured kspec, Measured kafka) {
    /**
     * What was measured.
     *
     * @param throughput operations a unit of time
     * @param allocated bytes an operation
     */
    record Measured(double throughput, double allocated) {
        static Measured of(RunResult result) {
            double allocated = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(entry -> entry.getValue().getScore())
                    .findFirst()
                    .orElseThrow();
            return new Measured(result.getPrimaryResult().getScore(), allocated);
        }
    }

    /** In the order of the results. */
    static List<Comparison> of(Collection<RunResult> results) {
        Map<String, Measured> all = new HashMap<>();
        results.forEach(result -> all.put(key(result, method(result)), Measured.of(result)));
        List<Comparison> comparisons = new ArrayList<>();
        for (RunResult result : results) {
            String method = method(result);
            if (!method.startsWith("kafka")) {
                String yardstick = method.startsWith("decode") ? "kafkaDecode" : "kafkaEncode";
                comparisons.add(new Comparison(
                        type(result),
                        parameter(result),
                        method,
                        all.get(key(result, method)),
                        all.get(key(result, yardstick))));
            }
        }
        return comparisons;
    }

    /** How many times as fast kspec is. */
    double speed() {
        return kspec.throughput / kafka.throughput;
    }

    /** How many times as much kspec allocates. */
    double allocation() {
        return kspec.allocated / kafka.allocated;
    }

    private static String key(RunResult result, String method) {
        return type(result) + "." + method + "/" + parameter(result);
    }

    private static String parameter(RunResult result) {
        return result.getParams().getParamsKeys().stream()
                .map(result.getParams()::getParam)
                .findFirst()
                .orElse("");
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String type(RunResult result) {
        String name = result.getParams().getBenchmark();
        String type = name.substring(0, name.lastIndexOf('.'));
        return type.substring(type.lastIndexOf('.') + 1);
    }
}

package io.kspec.benchmarks.load;

import io.kspec.benchmarks.page.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the contestants did under one load, round by round. */
final class LoadResult {
    private final RequestKind kind;
    private final int connections;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    LoadResult(RequestKind kind, int connections) {
        this.kind = kind;
        this.connections = connections;
    }

    /**
     * One contestant's turn.
     *
     * @param perSecond responses per second
     * @param cpuMicros the processor time of the server for each response, in microseconds
     */
    record Round(double perSecond, double cpuMicros) {}

    RequestKind kind() {
        return kind;
    }

    int connections() {
        return connections;
    }

    void add(String contestant, Round round) {
        rounds.computeIfAbsent(contestant, name -> new ArrayList<>()).add(round);
    }

    boolean has(String contestant) {
        return rounds.containsKey(contestant);
    }

    /** The responses per second of a contestant. */
    Spread perSecond(String contestant) {
        return Spread.of(rounds.getOrDefault(contestant, List.of()).stream()
                .mapToDouble(Round::perSecond)
                .toArray());
    }

    /** How many times as fast one contestant is as another, in each round. */
    Spread speed(String one, String other) {
        return ratio(one, other, Round::perSecond);
    }

    /** How many times as much processor time one contestant needs for a response, in each round. */
    Spread cpu(String one, String other) {
        return ratio(one, other, Round::cpuMicros);
    }

    private Spread ratio(String one, String other, ToDoubleFunction<Round> figure) {
        List<Round> above = rounds.getOrDefault(one, List.of());
        List<Round> below = rounds.getOrDefault(other, List.of());
        double[] ratios = new double[above.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return Spread.of(ratios);
    }
}

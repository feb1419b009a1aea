package io.kspec.mock.telemetry;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a client is asked to push: all that the subscriptions together ask that select it.
 *
 * @param metrics prefixes of the names of metrics; {@code *} for all of them; empty if nothing is subscribed
 * @param intervalMs how often to push, in milliseconds
 */
public record TelemetrySubscription(SortedSet<String> metrics, int intervalMs) {
    /** Stands for all metrics. */
    private static final String ALL = "*";
    /** {@code interval.ms} of a subscription that does not set it. */
    static final int DEFAULT_INTERVAL_MS = 300_000;

    /** Combines subscriptions that select a client. */
    static TelemetrySubscription of(List<TelemetrySubscription> selecting) {
        SortedSet<String> metrics = new TreeSet<>();
        selecting.forEach(subscription -> metrics.addAll(subscription.metrics()));
        int intervalMs = selecting.stream()
                .mapToInt(TelemetrySubscription::intervalMs)
                .min()
                .orElse(DEFAULT_INTERVAL_MS);
        return new TelemetrySubscription(
                metrics.contains(ALL) ? new TreeSet<>(List.of(ALL)) : metrics,
                Math.min(DEFAULT_INTERVAL_MS, intervalMs));
    }
}

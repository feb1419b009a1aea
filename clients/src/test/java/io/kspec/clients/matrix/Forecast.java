package io.kspec.clients.matrix;

import io.kspec.mock.coverage.VersionSet;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Which clients will not do which jobs on a broker, because a response that they need breaks one of their rules.
 *
 * @param stops what stops a client, by its id and the job's
 */
record Forecast(Map<String, Map<String, BrokenExchange>> stops) {
    /** Nothing is known of the broker. */
    static final Forecast NONE = new Forecast(Map.of());

    Forecast {
        stops = Map.copyOf(stops);
    }

    /**
     * Finds the jobs that use a broken response. A client for which no rules were read has none.
     *
     * @param uses which versions of which APIs the clients use for their jobs
     */
    static Forecast of(Collection<BrokenExchange> broken, Declarations declarations, JobUses uses) throws IOException {
        Map<String, Map<String, BrokenExchange>> stops = new HashMap<>();
        for (DeclaredClient client : declarations.clients()) {
            List<BrokenExchange> of = broken.stream()
                    .filter(each -> each.client().equals(client.rules()))
                    .toList();
            for (DeclaredJob job : of.isEmpty() ? List.<DeclaredJob>of() : declarations.jobs()) {
                SortedMap<String, VersionSet> used = uses.of(client, job);
                of.stream()
                        .filter(each -> used.getOrDefault(each.api(), VersionSet.NONE)
                                .versions()
                                .contains(each.version()))
                        .findFirst()
                        .ifPresent(each -> stops.computeIfAbsent(client.id(), id -> new HashMap<>())
                                .put(job.id(), each));
            }
        }
        return new Forecast(stops);
    }

    boolean isEmpty() {
        return stops.isEmpty();
    }

    /** What stops a client in a job. */
    Optional<BrokenExchange> stop(DeclaredClient client, DeclaredJob job) {
        return Optional.ofNullable(stops.getOrDefault(client.id(), Map.of()).get(job.id()));
    }
}

package io.kspec.clients.matrix;

import java.util.List;
import java.util.Optional;

/**
 * What a client did on a broker.
 *
 * @param client the client
 * @param absent why it was not played, such as a tool that is not installed; empty if it was
 * @param results the results of the jobs that were played
 */
record ClientOutcome(DeclaredClient client, String absent, List<JobResult> results) {
    ClientOutcome {
        results = List.copyOf(results);
    }

    static ClientOutcome absent(DeclaredClient client, String reason) {
        return new ClientOutcome(client, reason, List.of());
    }

    boolean isAbsent() {
        return !absent.isEmpty();
    }

    Optional<JobResult> of(DeclaredJob job) {
        return results.stream().filter(result -> result.job().equals(job.id())).findFirst();
    }

    long passed() {
        return results.stream().filter(JobResult::isOk).count();
    }
}

package io.kspec.clients.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what a client did on a broker with what is declared.
 *
 * @param client the client
 * @param broker the broker
 */
record ClientReview(DeclaredClient client, PlayedBroker broker) {

    /**
     * Names every difference; none if all is as declared.
     *
     * @param jobs the jobs that were played
     * @param results their results, in the same order
     */
    List<String> differences(List<DeclaredJob> jobs, List<JobResult> results) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobResult result = results.get(i);
            boolean fails = client.failsOn(broker, jobs.get(i));
            if (!result.isOk() && !fails) {
                differences.add(client + " fails " + result.job() + " on " + broker + ": " + result.detail());
            }
            if (result.isOk() && fails) {
                differences.add(client + " passes " + result.job() + " on " + broker + ", but is declared to fail it");
            }
            if (!client.hasVersion(result.version())) {
                differences.add(client + " is declared with version " + client.version() + ", but its driver names "
                        + result.version() + " in " + result.job());
            }
        }
        return differences;
    }
}

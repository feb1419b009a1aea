package io.kspec.runlog.outlook;

import java.util.List;

/**
 * A client library of one release.
 *
 * @param id its name, such as {@code confluent-kafka}
 * @param library the library and its version
 * @param rules how the rules of clients name it; empty if none were read for it
 * @param jobs the jobs that it offers something for
 */
record RecordedClient(String id, String library, String rules, List<RecordedJob> jobs) {
    RecordedClient {
        jobs = List.copyOf(jobs);
    }

    /** Whether a run can tell anything of it: its rules were read, and what it sends was recorded. */
    boolean isPredictable() {
        return !rules.isEmpty() && jobs.stream().anyMatch(job -> !job.uses().isEmpty());
    }
}

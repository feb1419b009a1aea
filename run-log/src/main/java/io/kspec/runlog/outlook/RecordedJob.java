package io.kspec.runlog.outlook;

import java.util.List;
import java.util.Map;

/**
 * A job of a client.
 *
 * @param id its name, such as {@code commit-resume}
 * @param needs the APIs without which no client can do it
 * @param uses the versions that the client was seen to use, by name of the API; empty if it was never recorded
 */
record RecordedJob(String id, List<String> needs, Map<String, List<Integer>> uses) {
    RecordedJob {
        needs = List.copyOf(needs);
        uses = Map.copyOf(uses);
    }
}

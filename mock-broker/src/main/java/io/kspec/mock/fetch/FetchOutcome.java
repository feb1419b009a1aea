package io.kspec.mock.fetch;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Fetch response says.
 *
 * @param error NONE, or why the request does not fit its session
 * @param sessionId the client's session; 0 for none
 * @param results the results to tell, in order
 */
record FetchOutcome(ErrorCode error, int sessionId, List<PartitionResult> results) {
    /** The results by topic; as in Kafka, a topic has several entries if another one's results come in between. */
    List<List<PartitionResult>> byTopic() {
        List<List<PartitionResult>> topics = new ArrayList<>();
        PartitionKey last = null;
        for (PartitionResult result : results) {
            PartitionKey key = result.requested().key();
            if (last == null || !last.hasSameTopic(key)) {
                topics.add(new ArrayList<>());
            }
            topics.get(topics.size() - 1).add(result);
            last = key;
        }
        return topics;
    }
}

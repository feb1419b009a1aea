package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.runlog.Harm;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.Map;

/** Checks of what a broker does with record batches that lie about their size. */
class HostileBatchChecks {
    @ConformanceTest(
            id = "produce.hostile-batches-refused",
            api = "Produce",
            versions = "3+",
            hostile = true,
            needs = {"CreateTopics", "ListOffsets"},
            requirement =
                    "A batch in which the length of the batch, of a record, key or value, or the count of records or"
                            + " headers, is far beyond what it holds is rejected, with an error or by closing the connection, and"
                            + " none of it is stored.",
            source = "Kafka's record format; measured on Apache Kafka",
            why =
                    "pg_kafka crashed on a count of 2^31-1 records; a broker that stores such a batch passes it on to every"
                            + " consumer.",
            harm = Harm.DATA_LOST)
    void batchesThatClaimTooMuchAreRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        for (Map.Entry<String, Bytes> hostile : HostileBatches.all().entrySet()) {
            test.stage().transcript().note("next: " + hostile.getKey());
            // A target may close the connection some time after it has answered: that must not be taken for its answer
            // to
            // the next batch.
            PartitionClient own = client.as("client with " + hostile.getKey());
            try {
                PartitionClient.expectRefused(own.produce(hostile.getValue()));
            } catch (ConnectionClosed closed) {
                test.stage().transcript().note("the target closed the connection on " + hostile.getKey());
            }
        }
        client.expectEnd(0L);
    }
}

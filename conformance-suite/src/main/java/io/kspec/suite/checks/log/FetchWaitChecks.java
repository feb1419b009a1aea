package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of what a waiting Fetch waits for: enough bytes, or an error. */
class FetchWaitChecks {
    private static final List<Record> BATCH = Payload.numbered(2);
    private static final int BEYOND_THE_END = 5;

    @ConformanceTest(
            id = "fetch.min-bytes-add-up",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A fetch that waits for MinBytes is answered as soon as its partitions have that many together,"
                            + " however few each of them has.",
            source = "message definition FetchRequest: MinBytes",
            why = "Consumers that read many slow partitions with fetch.min.bytes would see every record only"
                    + " after fetch.max.wait.ms.")
    void theBytesOfAllPartitionsCount(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        Connection connection = both.get(0).connection();
        int waiting = send(
                test,
                connection,
                moreThanOneBatch(test),
                both.get(0).at(0),
                both.get(1).at(0));
        both.forEach(client -> client.as("producer").produce(BATCH));
        Answer fetched = Answer.of(connection.receive(waiting));
        int records = 0;
        for (PartitionClient client : both) {
            String at = SeveralPartitions.fetched(fetched, client);
            fetched.expectError(at + "ErrorCode", ErrorCode.NONE);
            records += PartitionClient.recordsIn(fetched, at).size();
        }
        fetched.expect(records > 0, "Responses", "records that were produced in the meantime", "none");
    }

    @ConformanceTest(
            id = "fetch.min-bytes-awaited",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "A fetch that may wait is not answered before MinBytes are available.",
            source = "message definition FetchRequest: MinBytes",
            why = "With fetch.min.bytes, consumers trade latency for fewer and larger responses: a broker that"
                    + " answers at once gives them neither.")
    void fewerBytesThanDemandedAreNotReturnedAtOnce(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(BATCH);
        Connection connection = client.connection();
        int minBytes = moreThanIsStored(client);
        int waiting = send(test, connection, minBytes, client.at(0));
        client.as("producer").produce(BATCH);
        Answer fetched = Answer.of(connection.receive(waiting)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        long end = endKnownTo(fetched);
        fetched.expect(
                end >= 2L * BATCH.size(),
                FETCHED + "HighWatermark",
                "an answer after the second batch of two, since the first one has fewer than the " + minBytes
                        + " bytes that the fetch waits for",
                "an answer when the log ended at offset " + end);
    }

    /** Where the log ended, at least, when a fetch was answered. The high watermark may be older than the records. */
    private static long endKnownTo(Answer fetched) {
        long highWatermark = fetched.number(FETCHED + "HighWatermark");
        return PartitionClient.recordsIn(fetched).stream()
                .mapToLong(record -> record.offset() + 1)
                .reduce(highWatermark, Math::max);
    }

    @ConformanceTest(
            id = "fetch.error-ends-the-wait",
            api = "Fetch",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A fetch that finds an offset out of range is answered at once, however long it may wait for"
                    + " records of its other partitions.",
            source = "measured on Apache Kafka",
            why = "Consumers reset their offsets on this error; until then they read nothing of the partition.")
    void anErrorIsReportedWithoutWaiting(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        PartitionClient lost = both.get(1);
        Connection connection = lost.connection();
        int waiting = send(test, connection, 1, both.get(0).at(0), lost.at(BEYOND_THE_END));
        Answer fetched = Answer.of(connection.receive(waiting));
        fetched.expectError(SeveralPartitions.fetched(fetched, lost) + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    /** More bytes than a batch has, and fewer than two of them have. */
    private static int moreThanOneBatch(Case test) {
        return Payload.batch(test.version("Produce"), BATCH).size() + 1;
    }

    /** More bytes than a partition has, which may store a batch in another format than it was sent in. */
    private static int moreThanIsStored(PartitionClient client) {
        return PartitionClient.recordsOf(client.fetch(0)).bytes().size() + 1;
    }

    /** Sends a fetch that may wait longer than kspec does, so that an answer at the end of the wait comes too late. */
    private static int send(Case test, Connection connection, int minBytes, FetchPosition... positions) {
        long wait = 2 * test.stage().settings().readTimeout().toMillis();
        return connection.send(
                FetchRequests.fetch(positions)
                        .with(body -> body.set("MaxWaitMs", wait).set("MinBytes", minBytes)),
                test.version());
    }
}

package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.opentest4j.TestAbortedException;

/** Checks of Fetch for several partitions, and for those that a client knows wrongly. */
class FetchPartitionsChecks {
    private static final int WAIT_MS = 300;
    /** How often an idle fetch is tried while kspec itself is late. */
    private static final int MOST_LATE = 5;
    /** Shorter, so that a wait which ends a little early is not taken for none. */
    private static final Duration WATCH = Duration.ofMillis(WAIT_MS / 2);

    @ConformanceTest(
            id = "fetch.unknown-partition-answered",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A partition that the topic does not have is answered with UNKNOWN_TOPIC_OR_PARTITION, next to the"
                            + " records of one that it has.",
            source = "message definition FetchResponse; measured on Apache Kafka",
            why = "Consumers refresh their metadata on this error; without one, they wait forever for records of a"
                    + " partition that does not exist.",
            harm = Harm.CLIENTS_HANG)
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient known = PartitionClient.ofNewTopic(test);
        known.produce(Payload.numbered(1));
        PartitionClient unknown = new PartitionClient(test, known.topic(), NO_SUCH_PARTITION);
        Answer fetched = test.ask(
                known.connection(),
                FetchRequests.fetch(
                        FetchPosition.of(known.identity(), NO_SUCH_PARTITION, 0),
                        FetchPosition.of(known.identity(), 0, 0)));
        fetched.expectError(
                SeveralPartitions.fetched(fetched, unknown) + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        String at = SeveralPartitions.fetched(fetched, known);
        fetched.expectError(at + "ErrorCode", ErrorCode.NONE);
        int records = PartitionClient.recordsIn(fetched, at).size();
        fetched.expect(records == 1, at + "Records", "the record of partition 0", records + " records");
    }

    @ConformanceTest(
            id = "fetch.every-partition",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "In a request for several topics and partitions, every partition is answered with its own high"
                            + " watermark and its own records, possibly not all of them.",
            source = "message definition FetchResponse; KIP-74",
            why =
                    "A consumer fetches all of its partitions in one request, and commits the offsets of records under the"
                            + " partition that they came with.",
            harm = Harm.DATA_LOST)
    void everyPartitionHasItsOwnRecords(Case test) {
        List<PartitionClient> clients = SeveralPartitions.filled(test);
        Answer fetched = test.ask(
                clients.get(0).connection(),
                FetchRequests.fetch(clients.stream()
                        .map(client -> FetchPosition.of(client.identity(), client.partition(), 0))
                        .toArray(FetchPosition[]::new)));
        int found = 0;
        for (int i = 0; i < clients.size(); i++) {
            String at = SeveralPartitions.fetched(fetched, clients.get(i));
            fetched.expectError(at + "ErrorCode", ErrorCode.NONE).expect(at + "HighWatermark", i + 1L);
            Bytes expected = SeveralPartitions.valueIn(clients.get(i));
            for (Record record : PartitionClient.recordsIn(fetched, at)) {
                fetched.expect(
                        Objects.equals(expected, record.value()),
                        at + "Records",
                        "records with the value " + expected,
                        record.value());
                found++;
            }
        }
        fetched.expect(found > 0, "Responses", "records of one partition at least", "none");
    }

    @ConformanceTest(
            id = "fetch.current-leader-epoch-accepted",
            api = "Fetch",
            versions = "9+",
            needs = {"CreateTopics", "Produce", "Metadata"},
            requirement = "A fetch with the leader epoch that Metadata shows is answered with records.",
            source = "KIP-320",
            why =
                    "Consumers send the epoch that they know from Metadata; refused, they refresh their metadata and fetch"
                            + " again, forever.",
            harm = Harm.CLIENTS_HANG)
    void theCurrentLeaderEpochIsAccepted(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.numbered(1));
        int epoch = client.leaderEpoch();
        Answer fetched = test.ask(
                        client.connection(),
                        FetchRequests.fetch(
                                FetchPosition.of(client.identity(), 0, 0).leaderEpoch(epoch)))
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        int records = PartitionClient.recordsIn(fetched).size();
        fetched.expect(records == 1, FETCHED + "Records", "the produced record", records + " records");
    }

    @ConformanceTest(
            id = "fetch.idle-wait-is-kept",
            api = "Fetch",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A fetch that finds no data is not answered at once if MaxWaitMs allows to wait.",
            source = "message definition FetchRequest: MaxWaitMs, MinBytes; measured on Apache Kafka",
            why =
                    "Consumers fetch again at once: where a broker does not wait, every idle consumer keeps it and the network"
                            + " busy.")
    void anIdleFetchWaits(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        boolean late = true;
        for (int times = 0; late && times < MOST_LATE; times++) {
            late = isAnsweredLate(client, test.version());
        }
        if (late) {
            throw new TestAbortedException(
                    "kspec looked for each answer later than " + WATCH.toMillis() + " ms after the request");
        }
    }

    /**
     * Whether an answer to an idle fetch was there when kspec, on a busy machine, looked for it too late to say whether it had
     * come at once.
     */
    private static boolean isAnsweredLate(PartitionClient client, int version) {
        Connection connection = client.connection();
        long asked = System.nanoTime();
        int waiting = connection.send(client.fetchRequest(0).with(body -> body.set("MaxWaitMs", WAIT_MS)), version);
        try {
            Answer answer = Answer.of(connection.receive(waiting, WATCH));
            answer.expect(
                    System.nanoTime() - asked >= WATCH.toNanos(),
                    "",
                    "no answer to a fetch that finds no data and may wait for " + WAIT_MS + " ms",
                    "one at once");
            return true;
        } catch (ResponseTimeout stillToCome) {
            Answer.of(connection.receive(waiting)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
            return false;
        }
    }
}

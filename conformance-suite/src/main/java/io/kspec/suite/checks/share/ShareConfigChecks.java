package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;
import static io.kspec.suite.checks.share.ShareReader.ACQUIRED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.transaction.TransactionClient;
import java.time.Duration;
import java.util.List;

/** Checks of ShareFetch under the configurations of a group: where it begins, and which records it sees. */
class ShareConfigChecks {
    private static final String RESET = "share.auto.offset.reset";
    private static final String ISOLATION = "share.isolation.level";
    private static final String LOCK_DURATION = "share.record.lock.duration.ms";
    /** In milliseconds: the shortest one that is long enough to tell it from none, and the shortest by default in Apache Kafka. */
    private static final List<Integer> LOCK_DURATIONS = List.of(1_000, 15_000);

    private static final int WAIT_MS = 1_000;
    private static final int ATTEMPTS = 5;
    /** The offset of the record that is aborted, and of the one behind the marker that says so. */
    private static final long ABORTED = 1;

    private static final long AFTER_MARKER = 3;

    @ConformanceTest(
            id = "share-fetch.begins-at-end",
            api = "ShareFetch",
            needs = {
                "ShareGroupHeartbeat",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A group that is configured to begin at the latest records is not delivered what was there before it read.",
            source = SOURCE,
            why = "A new application would process the whole history of a topic.")
    void aGroupBeginsAtTheEnd(Case test) {
        try (SharedLog log = SharedLog.unread(test)) {
            log.configure(RESET, "latest");
            log.produce(2);
            ShareReader reader = log.reader("reader");
            Answer first = reader.attempt();
            List<Message> acquired = ShareReader.acquired(first);
            first.expect(acquired.isEmpty(), ACQUIRED, "no records, since they were there before", acquired);
            expectOnlyNewRecords(log, reader);
        }
    }

    /**
     * Produces until records are delivered: a broker under load may load the partition, and so learn where it ends, after
     * its first answer.
     */
    private static void expectOnlyNewRecords(SharedLog log, ShareReader reader) {
        Answer answer;
        int attempts = 0;
        do {
            log.produce(2);
            answer = reader.attempt();
            attempts++;
        } while (attempts < ATTEMPTS && ShareReader.acquired(answer).isEmpty());
        List<Message> acquired = ShareReader.acquired(answer);
        answer.expect(!acquired.isEmpty(), "Responses", "acquired records", "none");
        long firstOffset = acquired.get(0).getLong("FirstOffset");
        answer.expect(firstOffset >= 2, ACQUIRED + "[0].FirstOffset", "2 or later", firstOffset);
    }

    @ConformanceTest(
            id = "share-fetch.begins-at-start",
            api = "ShareFetch",
            needs = {
                "ShareGroupHeartbeat",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A group that is configured to begin at the earliest records is delivered what was there before it read.",
            source = SOURCE,
            why = "Records that were produced before the first member came would never be processed.")
    void aGroupBeginsAtTheStart(Case test) {
        try (SharedLog log = SharedLog.unread(test)) {
            log.configure(RESET, "earliest");
            log.produce(2);
            log.reader("reader").fetchFrom(0);
        }
    }

    @ConformanceTest(
            id = "share-fetch.expired-lock-again",
            profile = "share-groups",
            needs = {
                "ShareFetch",
                "ShareGroupHeartbeat",
                "ShareAcknowledge",
                "AlterShareGroupOffsets",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "A record about which a member says nothing until its acquisition lock expires is delivered again, for the"
                            + " second time, and the member cannot acknowledge it any more: INVALID_RECORD_STATE.",
            source = SOURCE,
            why = "Records of a process that hangs would never be processed.",
            waits = true,
            harm = Harm.CLIENTS_HANG)
    void anExpiredLockReleasesTheRecord(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            int lockMs = log.configure(LOCK_DURATION, LOCK_DURATIONS);
            ShareReader hangs = log.reader("hangs");
            hangs.fetchFrom(0).expect(ACQUIRED + "[0].DeliveryCount", 1);
            ShareReader other = log.reader("other");
            Duration limit =
                    Duration.ofMillis(lockMs).plus(test.stage().settings().readTimeout());
            Answer again = Await.of("the end of a lock", limit)
                    .last(
                            () -> other.fetch(ShareFetchLimits.waiting(WAIT_MS)),
                            fetched -> !ShareReader.acquired(fetched).isEmpty());
            again.expect(
                            !ShareReader.acquired(again).isEmpty(),
                            "Responses",
                            "the record whose lock of " + lockMs + " ms has expired",
                            "none")
                    .expect(ACQUIRED + "[0].FirstOffset", 0)
                    .expect(ACQUIRED + "[0].DeliveryCount", 2);
            hangs.acknowledge(AcknowledgedRecords.all(0, 0, ShareReader.ACCEPT))
                    .expectError(ShareReader.PARTITION + "ErrorCode", ErrorCode.INVALID_RECORD_STATE);
        }
    }

    @ConformanceTest(
            id = "share-fetch.aborted-records-not-delivered",
            api = "ShareFetch",
            needs = {
                "ShareGroupHeartbeat",
                "AlterShareGroupOffsets",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "InitProducerId",
                "EndTxn",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A group whose isolation level is read_committed is not delivered the records of a transaction that was"
                            + " aborted, but those after them.",
            source = SOURCE,
            why = "An application would process what was taken back.",
            harm = Harm.DATA_LOST)
    void abortedRecordsAreNotDelivered(Case test) {
        try (SharedLog log = SharedLog.of(test, 1);
                TransactionClient producer = TransactionClient.of(test)) {
            log.configure(ISOLATION, "read_committed");
            producer.write(log.log(), "aborted");
            producer.abort();
            log.produce(1);
            ShareReader reader = log.reader("reader");
            boolean reached = false;
            for (int i = 0; i < ATTEMPTS && !reached; i++) {
                Answer fetched = reader.fetch(ShareFetchLimits.waiting(WAIT_MS));
                List<Message> acquired = ShareReader.acquired(fetched);
                reached = acquired.stream().anyMatch(range -> range.getLong("LastOffset") >= AFTER_MARKER);
                boolean aborted = acquired.stream()
                        .anyMatch(range ->
                                range.getLong("FirstOffset") <= ABORTED && range.getLong("LastOffset") >= ABORTED);
                fetched.expect(!aborted, ACQUIRED, "no record at offset 1, which was aborted", acquired);
                fetched.expect(reached || i < ATTEMPTS - 1, "Responses", "the record after the transaction", acquired);
            }
        }
    }
}

package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;
import static io.kspec.suite.checks.share.ShareReader.ACQUIRED;
import static io.kspec.suite.checks.share.ShareReader.PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;

/** Checks of ShareFetch: which records are delivered to whom. */
class ShareFetchChecks {
    @ConformanceTest(
            id = "share-fetch.records-delivered",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "A member is delivered the records of a partition: their batches, and their offsets as acquired for the"
                            + " first time.",
            source = SOURCE,
            why = "Clients hand out only the records of the batches that are acquired.")
    void recordsAreDelivered(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            Answer fetched = log.reader("reader")
                    .fetchFrom(0)
                    .expectSize(ACQUIRED, 1)
                    .expect(ACQUIRED + "[0].LastOffset", 2)
                    .expect(ACQUIRED + "[0].DeliveryCount", 1);
            List<Record> records = PartitionClient.recordsIn(fetched);
            fetched.expect(
                    records.stream()
                            .map(Record::value)
                            .toList()
                            .equals(Payload.numbered(3).stream()
                                    .map(Record::value)
                                    .toList()),
                    PARTITION + "Records",
                    "the 3 records that were produced",
                    records);
        }
    }

    @ConformanceTest(
            id = "share-fetch.lock-duration-told",
            api = "ShareFetch",
            versions = "1+",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement = "A member is told for how long it holds what it is delivered, a time above 0.",
            source = SOURCE,
            why = "An application must acknowledge its records in this time.")
    void theDurationOfLocksIsTold(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            log.reader("reader")
                    .fetchFrom(0)
                    .expect("AcquisitionLockTimeoutMs", "is 1 or more", ms -> ((Number) ms).intValue() > 0);
        }
    }

    @ConformanceTest(
            id = "share-fetch.locked-records-not-delivered",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement = "Records that a member holds are delivered to nobody else, nor to the member again.",
            source = SOURCE,
            why = "The same record would be processed by two members at the same time.")
    void lockedRecordsAreNotDelivered(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader holder = log.reader("holder");
            ShareReader other = log.reader("other");
            holder.fetchFrom(0);
            other.expectNothing("since another member holds them");
            holder.expectNothing("since it holds them");
        }
    }

    @ConformanceTest(
            id = "share-fetch.later-records-follow",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "Records that are produced later are delivered to any member, while another one still holds those before.",
            source = SOURCE,
            why = "One slow member would hold up the partition; with share groups, it does not.")
    void laterRecordsFollow(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            log.reader("holder").fetchFrom(0);
            log.produce(2);
            log.reader("other")
                    .fetchFrom(2)
                    .expect(ACQUIRED + "[0].LastOffset", 3)
                    .expect(ACQUIRED + "[0].DeliveryCount", 1);
        }
    }

    @ConformanceTest(
            id = "share-fetch.waits-for-records",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "Where there is nothing to deliver, the answer comes when the time to wait is over, without an error.",
            source = SOURCE,
            why = "Clients would ask without a pause, or be told of an error where there is none.")
    void theAnswerWaits(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            Answer idle = reader.fetch(ShareFetchLimits.waiting(300));
            idle.expect(
                    idle.took().toMillis() >= 250,
                    "",
                    "an answer after 300 ms, the time to wait",
                    "one after " + idle.took().toMillis() + " ms");
        }
    }

    @ConformanceTest(
            id = "share-fetch.record-limit-kept",
            api = "ShareFetch",
            versions = "2+",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "With a strict limit on the number of records, no more are delivered, even of one batch, and the others are"
                            + " delivered after them.",
            source = "KIP-1206; measured on Apache Kafka",
            why = "A member would hold records that it has no room for until their locks end.")
    void theLimitOnRecordsIsKept(Case test) {
        try (SharedLog log = SharedLog.of(test, 4)) {
            ShareReader reader = log.reader("reader");
            Answer fetched = ShareMember.expectAccepted(reader.send(reader.fetchRequest(
                            ShareReader.NEW, ShareFetchLimits.waiting(1_000).withMaxRecords(1))
                    .with(body -> body.set("ShareAcquireMode", 1))));
            fetched.expectError(PARTITION + "ErrorCode", ErrorCode.NONE)
                    .expectSize(ACQUIRED, 1)
                    .expect(ACQUIRED + "[0].FirstOffset", 0)
                    .expect(ACQUIRED + "[0].LastOffset", 0);
            log.reader("other").fetchFrom(1);
        }
    }

    @ConformanceTest(
            id = "share-fetch.unknown-partition-refused",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "A partition that does not exist is answered UNKNOWN_TOPIC_OR_PARTITION, and the others all the same.",
            source = SOURCE,
            why = "A partition that is gone would keep the client from reading the others.")
    void anUnknownPartitionIsRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            List<SessionPartition> both = List.of(
                    reader.partition().get(0), SessionPartition.of(log.topicId(), PartitionClient.NO_SUCH_PARTITION));
            Answer fetched = ShareMember.expectAccepted(reader.send(ShareRequests.fetch(
                    reader.member().identity(), ShareReader.NEW, ShareFetchLimits.waiting(1_000), both)));
            fetched.expectError(
                            path(fetched, PartitionClient.NO_SUCH_PARTITION) + "ErrorCode",
                            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
                    .expectError(path(fetched, 0) + "ErrorCode", ErrorCode.NONE);
        }
    }

    /** The path of a partition of the first topic. */
    private static String path(Answer fetched, int partition) {
        return fetched.entry("Responses[*].Partitions[PartitionIndex=" + partition + "]")
                .orElseThrow(() -> fetched.failure(
                        "Responses", "an entry for partition " + partition, String.valueOf(fetched.list("Responses"))));
    }

    @ConformanceTest(
            id = "share-fetch.acknowledges-too",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "What a member acknowledges with the request for the next records is taken, and the records that it"
                            + " releases are delivered again, for the second time.",
            source = SOURCE,
            why = "Clients acknowledge in this way unless they have nothing to ask for.")
    void aFetchAcknowledges(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            Answer told = reader.fetchAcknowledging(0, 1, ShareReader.RELEASE);
            told.expectError(PARTITION + "AcknowledgeErrorCode", ErrorCode.NONE);
            Answer again = ShareReader.acquired(told).isEmpty() ? reader.fetchFrom(0) : told;
            again.expect(ACQUIRED + "[0].FirstOffset", 0).expect(ACQUIRED + "[0].DeliveryCount", 2);
        }
    }
}

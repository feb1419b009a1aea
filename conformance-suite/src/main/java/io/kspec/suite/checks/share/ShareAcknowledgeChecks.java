package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;
import static io.kspec.suite.checks.share.ShareReader.ACCEPT;
import static io.kspec.suite.checks.share.ShareReader.ACQUIRED;
import static io.kspec.suite.checks.share.ShareReader.PARTITION;
import static io.kspec.suite.checks.share.ShareReader.REJECT;
import static io.kspec.suite.checks.share.ShareReader.RELEASE;
import static io.kspec.suite.checks.share.ShareReader.RENEW;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of ShareAcknowledge: what becomes of records. */
class ShareAcknowledgeChecks {
    private static final String RESULT = PARTITION + "ErrorCode";
    private static final int UNKNOWN_TYPE = 9;
    /** Apache Kafka delivers a record five times by default, and ten times at most. */
    private static final int MOST_DELIVERIES = 10;

    @ConformanceTest(
            id = "share-acknowledge.accepted-not-again",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "Records that a member accepts are not delivered again, not even after it has ended its session.",
            source = SOURCE,
            why = "They would be processed twice.")
    void acceptedRecordsAreDoneWith(Case test) {
        expectDone(test, ACCEPT, "since they were accepted");
    }

    @ConformanceTest(
            id = "share-acknowledge.rejected-not-again",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "Records that a member rejects are not delivered again, not even after it has ended its session.",
            source = SOURCE,
            why = "A record that cannot be processed would be delivered to one member after the other.")
    void rejectedRecordsAreDoneWith(Case test) {
        expectDone(test, REJECT, "since they were rejected");
    }

    private static void expectDone(Case test, int type, String because) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 2, type);
            reader.end();
            log.reader("other").expectNothing(because);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.released-again",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement = "Records that a member releases are delivered again, for the second time.",
            source = SOURCE,
            why = "They would never be processed.")
    void releasedRecordsAreDeliveredAgain(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 2, RELEASE);
            log.reader("other").fetchFrom(0).expect(ACQUIRED + "[0].DeliveryCount", 2);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.each-record-by-itself",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "The records of one batch are acknowledged one by one: of four, of which the second is released, only that"
                            + " one is delivered again.",
            source = SOURCE,
            why = "One record that failed would let the others be processed twice.")
    void eachRecordIsAcknowledgedByItself(Case test) {
        try (SharedLog log = SharedLog.of(test, 4)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledge(new AcknowledgedRecords(
                            0, 3, List.of((byte) ACCEPT, (byte) RELEASE, (byte) REJECT, (byte) ACCEPT)))
                    .expectError(RESULT, ErrorCode.NONE);
            log.reader("other")
                    .fetchFrom(1)
                    .expectSize(ACQUIRED, 1)
                    .expect(ACQUIRED + "[0].LastOffset", 1)
                    .expect(ACQUIRED + "[0].DeliveryCount", 2);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.a-part-of-a-batch",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement = "A member that acknowledges a part of what it holds goes on to hold the rest.",
            source = SOURCE,
            why = "Applications acknowledge records as they process them.")
    void aPartIsAcknowledged(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 0, ACCEPT);
            log.reader("other").expectNothing("since the reader holds the other two");
            reader.acknowledgeAll(1, 2, ACCEPT);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.not-held-refused",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement = "Records that another member holds cannot be acknowledged: INVALID_RECORD_STATE.",
            source = SOURCE,
            why = "A member whose locks have ended would decide on records that another one processes.")
    void recordsOfAnotherMemberAreRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            ShareReader holder = log.reader("holder");
            holder.fetchFrom(0);
            ShareReader other = log.reader("other");
            other.expectNothing("since another member holds them");
            other.acknowledge(AcknowledgedRecords.all(0, 1, ACCEPT))
                    .expectError(RESULT, ErrorCode.INVALID_RECORD_STATE);
            holder.acknowledgeAll(0, 1, ACCEPT);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.released-twice-refused",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "Records that a member has released already cannot be acknowledged any more: INVALID_RECORD_STATE.",
            source = SOURCE,
            why = "The member does not hold them any more, and another one may.")
    void releasedRecordsAreNotAcknowledged(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(0, 1, RELEASE);
            reader.acknowledge(AcknowledgedRecords.all(0, 1, ACCEPT))
                    .expectError(RESULT, ErrorCode.INVALID_RECORD_STATE);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.one-wrong-none-taken",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "If a part of what a request tells of a partition is rejected, nothing of it is taken: the member still holds"
                            + " its records.",
            source = SOURCE,
            why = "The client takes all of it for rejected, and the application learns so.")
    void oneWrongBatchSpoilsTheOthers(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.acknowledgeAll(2, 2, RELEASE);
            reader.acknowledge(AcknowledgedRecords.all(0, 0, ACCEPT), AcknowledgedRecords.all(2, 2, ACCEPT))
                    .expectError(RESULT, ErrorCode.INVALID_RECORD_STATE);
            reader.acknowledgeAll(0, 0, RELEASE);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.unknown-type-refused",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement = "A type of acknowledgement that does not exist is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Records would be done with, or delivered again, at random.")
    void anUnknownTypeIsRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            expectRejected(reader, AcknowledgedRecords.all(0, 0, UNKNOWN_TYPE));
        }
    }

    /** Expects that a request is rejected, as a whole or for the partition. */
    private static void expectRejected(ShareReader reader, AcknowledgedRecords... records) {
        Answer answer = reader.send(reader.acknowledgeRequest(reader.session(), records));
        boolean asAWhole = answer.number("ErrorCode") != ErrorCode.NONE.code();
        answer.expectError(asAWhole ? "ErrorCode" : RESULT, ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "share-acknowledge.malformed-batches-refused",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "Batches whose types are not one for each record nor one for all, and batches in the wrong order, are rejected"
                            + " with INVALID_REQUEST.",
            source = SOURCE,
            why = "It would be a matter of luck which records are meant.")
    void malformedBatchesAreRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            Answer first = reader.send(reader.acknowledgeRequest(
                    reader.session(), new AcknowledgedRecords(0, 2, List.of((byte) ACCEPT, (byte) ACCEPT))));
            expectInvalid(first);
        }
        try (SharedLog log = SharedLog.of(test, 3)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            expectRejected(reader, AcknowledgedRecords.all(2, 2, ACCEPT), AcknowledgedRecords.all(0, 0, ACCEPT));
        }
    }

    private static void expectInvalid(Answer answer) {
        boolean asAWhole = answer.number("ErrorCode") != ErrorCode.NONE.code();
        answer.expectError(asAWhole ? "ErrorCode" : RESULT, ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "share-acknowledge.deliveries-are-limited",
            api = "ShareAcknowledge",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "A record that is released again and again is delivered a limited number of times, each counted.",
            source = SOURCE,
            why = "A record that crashes each application would keep the whole group busy.")
    void deliveriesAreLimited(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0).expect(ACQUIRED + "[0].DeliveryCount", 1);
            for (int count = 2; count <= MOST_DELIVERIES + 1; count++) {
                reader.acknowledgeAll(0, 0, RELEASE);
                Answer again = reader.fetch();
                if (ShareReader.acquired(again).isEmpty()) {
                    return;
                }
                again.expect(ACQUIRED + "[0].DeliveryCount", count)
                        .expect(count <= MOST_DELIVERIES, ACQUIRED, "no record, after so many deliveries", count);
            }
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.renewed-is-held",
            api = "ShareAcknowledge",
            versions = "2+",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement = "A member that renews its lock goes on to hold the records, and may accept them afterwards.",
            source = "KIP-1222; measured on Apache Kafka",
            why = "An application that takes long for a record would lose it to another member.")
    void renewedRecordsAreHeld(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.renew(0, 1).expectError(RESULT, ErrorCode.NONE);
            log.reader("other").expectNothing("since the reader has renewed its lock");
            reader.acknowledgeAll(0, 1, ACCEPT);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.renewal-must-be-announced",
            api = "ShareAcknowledge",
            versions = "2+",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A lock that is renewed in a request which does not say that it renews any is rejected with INVALID_REQUEST.",
            source = "KIP-1222; measured on Apache Kafka",
            why = "The field tells brokers how to read the types; a client without it has a bug.")
    void renewalsAreAnnounced(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            expectRejected(reader, AcknowledgedRecords.all(0, 0, RENEW));
        }
    }
}

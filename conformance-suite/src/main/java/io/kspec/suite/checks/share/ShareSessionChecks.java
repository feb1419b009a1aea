package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;
import static io.kspec.suite.checks.share.ShareReader.ACQUIRED;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of the sessions of ShareFetch and ShareAcknowledge. */
class ShareSessionChecks {
    @ConformanceTest(
            id = "share-fetch.session-remembers-partitions",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement = "A request within a session that names no partitions is about those that were named before.",
            source = SOURCE,
            why = "Clients name a partition once, and would wait for its records forever.")
    void theSessionRemembersItsPartitions(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            log.produce(1);
            reader.fetchFrom(1);
        }
    }

    @ConformanceTest(
            id = "share-fetch.forgotten-partition-not-delivered",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "A partition that the client forgets is not delivered to it any more, and can be named again.",
            source = SOURCE,
            why = "A member would go on to get records of a partition that it is not assigned any more.")
    void aForgottenPartitionIsNotDelivered(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            log.produce(1);
            Answer forgotten = reader.fetchForgetting();
            forgotten.expect(
                    ShareReader.acquired(forgotten).isEmpty(), "Responses", "no records of the partition", "some");
        }
    }

    @ConformanceTest(
            id = "share-fetch.unknown-session-refused",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "A request within a session that the broker does not have is rejected with SHARE_SESSION_NOT_FOUND.",
            source = SOURCE,
            why = "The client begins a new session on this error, such as after the broker was restarted.")
    void anUnknownSessionIsRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.send(reader.fetchRequest(1)).expectError("ErrorCode", ErrorCode.SHARE_SESSION_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-fetch.wrong-session-epoch-refused",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement =
                    "A request that is not the next one of its session is rejected with INVALID_SHARE_SESSION_EPOCH.",
            source = SOURCE,
            why = "A request that was lost or doubled would go unnoticed, and with it what it acknowledged.")
    void aWrongSessionEpochIsRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.send(reader.fetchRequest(reader.session() + 1))
                    .expectError("ErrorCode", ErrorCode.INVALID_SHARE_SESSION_EPOCH);
        }
    }

    @ConformanceTest(
            id = "share-fetch.acknowledging-new-session-refused",
            api = "ShareFetch",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A request that begins a session and acknowledges records is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Nothing was delivered in a session that begins, so that a bug of the client would go unnoticed.")
    void aNewSessionAcknowledgesNothing(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.send(ShareRequests.fetch(
                            reader.member().identity(),
                            ShareReader.NEW,
                            ShareFetchLimits.waiting(200),
                            List.of(SessionPartition.acknowledged(
                                    log.topicId(), 0, AcknowledgedRecords.all(0, 0, ShareReader.ACCEPT)))))
                    .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
        }
    }

    @ConformanceTest(
            id = "share-fetch.end-of-session-releases",
            api = "ShareFetch",
            needs = {
                "ShareGroupHeartbeat",
                "ShareAcknowledge",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            requirement =
                    "When a session ends, the records that its member holds are delivered to others, for the second time.",
            source = SOURCE,
            why = "They would be locked until the time of their locks is over.")
    void theEndOfASessionReleasesRecords(Case test) {
        try (SharedLog log = SharedLog.of(test, 2)) {
            ShareReader leaver = log.reader("leaver");
            leaver.fetchFrom(0);
            leaver.end();
            log.reader("other").fetchFrom(0).expect(ACQUIRED + "[0].DeliveryCount", 2);
        }
    }

    @ConformanceTest(
            id = "share-fetch.ended-session-unknown",
            api = "ShareFetch",
            needs = {
                "ShareGroupHeartbeat",
                "ShareAcknowledge",
                "AlterShareGroupOffsets",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement = "A session that was ended by ShareAcknowledge is not found any more.",
            source = SOURCE,
            why = "The two APIs share the sessions; a broker that has two kinds keeps one of them forever.")
    void anEndedSessionIsUnknown(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            int next = reader.session();
            reader.end();
            reader.send(reader.fetchRequest(next)).expectError("ErrorCode", ErrorCode.SHARE_SESSION_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.unknown-session-refused",
            api = "ShareAcknowledge",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            requirement = "Who acknowledges within a session that the broker does not have is rejected with"
                    + " SHARE_SESSION_NOT_FOUND.",
            source = SOURCE,
            why = "The application learns that its records may be delivered again.")
    void nobodyAcknowledgesWithoutASession(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.send(reader.acknowledgeRequest(1, AcknowledgedRecords.all(0, 0, ShareReader.ACCEPT)))
                    .expectError("ErrorCode", ErrorCode.SHARE_SESSION_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.new-session-refused",
            api = "ShareAcknowledge",
            needs = {"ShareGroupHeartbeat", "AlterShareGroupOffsets", "Produce", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "ShareAcknowledge begins no session: epoch 0 is rejected with INVALID_SHARE_SESSION_EPOCH.",
            source = SOURCE,
            why = "A client that mixes up its epochs would lose its session without notice.")
    void acknowledgingBeginsNoSession(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.send(reader.acknowledgeRequest(ShareReader.NEW, AcknowledgedRecords.all(0, 0, ShareReader.ACCEPT)))
                    .expectError("ErrorCode", ErrorCode.INVALID_SHARE_SESSION_EPOCH);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.wrong-session-epoch-refused",
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
                    "A request that is not the next one of its session is rejected with INVALID_SHARE_SESSION_EPOCH, and the"
                            + " records are still held.",
            source = SOURCE,
            why = "A request that was lost or doubled would go unnoticed.")
    void aWrongEpochIsRejected(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.send(reader.acknowledgeRequest(
                            reader.session() + 1, AcknowledgedRecords.all(0, 0, ShareReader.RELEASE)))
                    .expectError("ErrorCode", ErrorCode.INVALID_SHARE_SESSION_EPOCH);
            log.reader("other").expectNothing("since the reader still holds them");
        }
    }
}

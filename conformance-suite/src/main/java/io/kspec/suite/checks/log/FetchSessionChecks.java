package io.kspec.suite.checks.log;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of fetch sessions, which the Java client and franz-go use by default. A target need not give any. */
class FetchSessionChecks {
    private static final String WITH_SESSIONS = "7+";
    private static final int TOO_FAR = 3;

    @ConformanceTest(
            id = "fetch.session-goes-on",
            api = "Fetch",
            versions = WITH_SESSIONS,
            needs = {"CreateTopics", "Produce"},
            requirement = "In a session, new records of a partition are returned also to requests that do not name it,"
                    + " starting at the offset that was named last.",
            source = "KIP-227",
            why = "The Java consumer names a partition again only when its position changes: it would never see"
                    + " the first record of an idle partition.",
            harm = Harm.CLIENTS_HANG)
    void partitionsOfASessionNeedNotBeNamedAgain(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        try (FetchSession session = FetchSession.begin(test, client)) {
            client.produce(Payload.numbered(1));
            expectOffset(session.next(), client, 0);
            client.produce(Payload.numbered(1));
            expectOffset(session.next(client.at(1)), client, 1);
        }
    }

    /** Expects exactly one record of a partition. */
    private static void expectOffset(Answer fetched, PartitionClient client, long offset) {
        String expected = "the record at offset " + offset + " of the session's partition " + client.partition();
        String at = SeveralPartitions.findFetched(fetched, client)
                .orElseThrow(() -> fetched.failure("Responses", expected, "no entry for the partition"));
        fetched.expectError(at + "ErrorCode", ErrorCode.NONE);
        List<Long> offsets = PartitionClient.recordsIn(fetched, at).stream()
                .map(Record::offset)
                .toList();
        fetched.expect(offsets.equals(List.of(offset)), at + "Records", expected, "the offsets " + offsets);
    }

    @ConformanceTest(
            id = "fetch.session-leaves-out-unchanged",
            api = "Fetch",
            versions = WITH_SESSIONS,
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "In a session, partitions without news are left out of the response.",
            source = "KIP-227",
            why = "It is what sessions are for: a consumer of 1,000 idle partitions would get 1,000 entries twice"
                    + " a second.")
    void partitionsWithoutNewsAreLeftOut(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        try (FetchSession session = FetchSession.begin(test, client)) {
            session.next().expectSize("Responses", 0);
        }
    }

    @ConformanceTest(
            id = "fetch.session-forgets",
            api = "Fetch",
            versions = WITH_SESSIONS,
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A partition that a client removes from its session is not returned any more; the others are.",
            source = "KIP-227; message definition FetchRequest: ForgottenTopicsData",
            why = "The Java consumer discards a whole response with a partition that is not in its session, and"
                    + " begins a new one: \"sent an invalid incremental fetch response with"
                    + " extraPartitions\".")
    void aForgottenPartitionIsNotReturned(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        PartitionClient kept = both.get(0);
        PartitionClient forgotten = both.get(1);
        try (FetchSession session = FetchSession.begin(test, both)) {
            both.forEach(client -> client.produce(Payload.numbered(1)));
            Answer fetched = session.next(FetchRequests.forgetting(FetchRequests.fetch(), forgotten.at(0)));
            expectOffset(fetched, kept, 0);
            SeveralPartitions.findFetched(fetched, forgotten).ifPresent(at -> {
                throw fetched.failure(
                        "Responses",
                        "no entry for partition " + forgotten.partition() + ", which the request removes",
                        "one");
            });
        }
    }

    @ConformanceTest(
            id = "fetch.session-epoch-checked",
            api = "Fetch",
            versions = WITH_SESSIONS,
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A request whose epoch is not the session's next one is answered with"
                    + " INVALID_FETCH_SESSION_EPOCH.",
            source = "KIP-227",
            why = "By the epoch a client learns that a request or a response was lost; otherwise client and"
                    + " broker would go on with different partitions in the session.")
    void aRequestOutOfTurnIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        try (FetchSession session = FetchSession.begin(test, client)) {
            session.ahead(TOO_FAR).expectError("ErrorCode", ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        }
    }

    @ConformanceTest(
            id = "fetch.session-ends",
            api = "Fetch",
            versions = WITH_SESSIONS,
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A client ends its session with epoch -1; afterwards the session is unknown:"
                    + " FETCH_SESSION_ID_NOT_FOUND.",
            source = "KIP-227",
            why = "Consumers end their sessions when they close; a broker that keeps them runs out of room for"
                    + " others.")
    void anEndedSessionIsUnknown(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        try (FetchSession session = FetchSession.begin(test, client)) {
            session.end().expectError("ErrorCode", ErrorCode.NONE).expect("SessionId", 0);
            session.ahead(0).expectError("ErrorCode", ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        }
    }
}

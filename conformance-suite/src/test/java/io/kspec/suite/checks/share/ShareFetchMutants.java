package io.kspec.suite.checks.share;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantBuilder;
import java.util.List;
import java.util.Map;

/** Brokers that deliver records to share groups, or take acknowledgements, in other ways than KIP-932 says. */
final class ShareFetchMutants implements AreaMutants {
    private static final String FETCH = "ShareFetch";
    private static final String ACKNOWLEDGE = "ShareAcknowledge";
    private static final String ERROR = "ErrorCode";
    private static final String EVERY = "Responses[*].Partitions[*].";
    private static final String PARTITION = "Responses[0].Partitions[0].";
    private static final String ACQUIRED = PARTITION + "AcquiredRecords";
    private static final String COUNTS = EVERY + "AcquiredRecords[*].DeliveryCount";
    private static final String TYPES = "Topics[*].Partitions[*].AcknowledgementBatches[*].AcknowledgeTypes";
    private static final byte RELEASE = 2;

    private static final List<Mutant> ALL = List.of(
            shortLocks("K1240", "records are delivered again as if it was for the first time")
                    .by(request("ShareFetch").willReturn(asKafka().with(COUNTS, 1)))
                    .failing("share-fetch.expired-lock-again")
                    .blaming("ShareFetch", ACQUIRED + "[0].DeliveryCount")
                    .saying("= 2, found 1"),
            shortLocks("K1240b", "members decide on records whose locks have expired")
                    .by(request("ShareAcknowledge").willReturn(asKafka().with(EVERY + "ErrorCode", ErrorCode.NONE)))
                    .failing("share-fetch.expired-lock-again")
                    .blaming("ShareAcknowledge", PARTITION + "ErrorCode")
                    .saying("INVALID_RECORD_STATE, found 0 NONE"),
            fetched(
                    "K800",
                    "records are delivered as if they never were",
                    "records-delivered",
                    "1-2",
                    asKafka().with(COUNTS, 0),
                    ACQUIRED + "[0].DeliveryCount",
                    "= 1, found 0"),
            fetched(
                    "K800b",
                    "records are acquired, and not sent",
                    "records-delivered",
                    "1-2",
                    asKafka().with(EVERY + "Records", Bytes.EMPTY),
                    PARTITION + "Records",
                    "the 3 records that were produced"),
            fetched(
                    "K1307",
                    "members hold records for 30 s, whatever is configured",
                    "configured-lock-duration-told",
                    "1-2",
                    asKafka().with("AcquisitionLockTimeoutMs", 30_000),
                    "AcquisitionLockTimeoutMs",
                    "20001, found 30000"),
            invented("K1308", "members that renew hold records for 30 s, whatever is configured")
                    .by(request("ShareAcknowledge").willReturn(asKafka().with("AcquisitionLockTimeoutMs", 30_000)))
                    .failing("share-acknowledge.configured-lock-duration-told", "ShareAcknowledge", "2")
                    .blaming("AcquisitionLockTimeoutMs")
                    .saying("20001, found 30000"),
            fetched(
                    "K801",
                    "members hold records for no time",
                    "lock-duration-told",
                    "1-2",
                    asKafka().with("AcquisitionLockTimeoutMs", 0),
                    "AcquisitionLockTimeoutMs",
                    "is 1 or more, found 0"),
            fetched(
                    "K802",
                    "records are delivered to every member",
                    "locked-records-not-delivered",
                    "1-2",
                    asKafka()
                            .with(
                                    EVERY + "AcquiredRecords",
                                    List.of(Map.of("FirstOffset", 0, "LastOffset", 2, "DeliveryCount", 1))),
                    ACQUIRED,
                    "no records, since another member holds them"),
            fetched(
                    "K803",
                    "a member is delivered what another one holds",
                    "later-records-follow",
                    "1-2",
                    asKafka().with(EVERY + "AcquiredRecords[*].FirstOffset", 0),
                    ACQUIRED + "[0].FirstOffset",
                    "= 2, found 0"),
            fetched(
                    "K804",
                    "who asks for records is never made to wait",
                    "waits-for-records",
                    "1-2",
                    asKafka().asIfAsked("MaxWaitMs", 0),
                    "",
                    "an answer after 300 ms"),
            fetched(
                    "K805",
                    "a strict limit is none",
                    "record-limit-kept",
                    "2",
                    asKafka().asIfAsked("ShareAcquireMode", 0),
                    ACQUIRED + "[0].LastOffset",
                    "= 0, found 3"),
            fetched(
                    "K806",
                    "partitions that do not exist have no records",
                    "unknown-partition-refused",
                    "1-2",
                    asKafka().with(EVERY + ERROR, ErrorCode.NONE),
                    "Responses[0].Partitions[1].ErrorCode",
                    "UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            fetched(
                    "K807",
                    "records that are released are delivered as if for the first time",
                    "acknowledges-too",
                    "1-2",
                    asKafka().with(COUNTS, 1),
                    ACQUIRED + "[0].DeliveryCount",
                    "= 2, found 1"),
            invented("K808", "every request must name its partitions")
                    .by(request(FETCH)
                            .where("ShareSessionEpoch", 1)
                            .willReturn(asKafka().with("Responses", List.of())))
                    .speaking(FETCH, "2")
                    .failing("share-fetch.session-remembers-partitions", FETCH, "2")
                    .blaming("Responses")
                    .saying("acquired records"),
            fetched(
                    "K809",
                    "partitions are never forgotten",
                    "forgotten-partition-not-delivered",
                    "1-2",
                    asKafka().asIfAsked("ForgottenTopicsData", List.of()),
                    "Responses",
                    "no records of the partition"),
            fetched(
                    "K815",
                    "a new group begins at the start of the log",
                    "begins-at-end",
                    "1-2",
                    asKafka()
                            .adding(
                                    EVERY + "AcquiredRecords",
                                    Map.of("FirstOffset", 0, "LastOffset", 1, "DeliveryCount", 1)),
                    ACQUIRED,
                    "no records, since they were there before"),
            fetched(
                    "K816",
                    "a new group begins where the first batch ends",
                    "begins-at-start",
                    "1-2",
                    asKafka().with(EVERY + "AcquiredRecords[*].FirstOffset", 1),
                    ACQUIRED + "[0].FirstOffset",
                    "= 0, found 1"),
            fetched(
                    "K817",
                    "records that were aborted are delivered",
                    "aborted-records-not-delivered",
                    "1-2",
                    asKafka()
                            .with(
                                    EVERY + "AcquiredRecords",
                                    List.of(Map.of("FirstOffset", 0, "LastOffset", 3, "DeliveryCount", 1))),
                    ACQUIRED,
                    "no record at offset 1"),
            accepted("K810", "sessions need not be begun", "unknown-session-refused", "SHARE_SESSION_NOT_FOUND"),
            accepted(
                    "K811",
                    "requests of a session come in any order",
                    "wrong-session-epoch-refused",
                    "INVALID_SHARE_SESSION_EPOCH"),
            accepted("K812", "a new session acknowledges", "acknowledging-new-session-refused", "INVALID_REQUEST"),
            fetched(
                    "K813",
                    "a session that ends takes its deliveries back",
                    "end-of-session-releases",
                    "1-2",
                    asKafka().with(COUNTS, 1),
                    ACQUIRED + "[0].DeliveryCount",
                    "= 2, found 1"),
            accepted("K814", "a session goes on after its end", "ended-session-unknown", "SHARE_SESSION_NOT_FOUND"),
            acknowledged(
                    "K870",
                    "records are acknowledged without a session",
                    "unknown-session-refused",
                    asKafka().with(ERROR, ErrorCode.NONE),
                    ERROR,
                    "SHARE_SESSION_NOT_FOUND, found 0 NONE"),
            acknowledged(
                    "K871",
                    "acknowledging begins a session",
                    "new-session-refused",
                    asKafka().with(ERROR, ErrorCode.NONE),
                    ERROR,
                    "INVALID_SHARE_SESSION_EPOCH, found 0 NONE"),
            acknowledged(
                    "K872",
                    "records are acknowledged in any order of requests",
                    "wrong-session-epoch-refused",
                    asKafka().with(ERROR, ErrorCode.NONE),
                    ERROR,
                    "INVALID_SHARE_SESSION_EPOCH, found 0 NONE"),
            releasing(
                    "K873",
                    "records that are accepted are released",
                    "accepted-not-again",
                    ACQUIRED,
                    "since they were accepted"),
            releasing(
                    "K874",
                    "records that are rejected are released",
                    "rejected-not-again",
                    ACQUIRED,
                    "since they were rejected"),
            delivered("K875", "records that are released are delivered as if for the first time", "released-again"),
            releasing(
                    "K876",
                    "one record that is released releases its batch",
                    "each-record-by-itself",
                    ACQUIRED + "[0].FirstOffset",
                    "= 1, found 0"),
            releasing(
                    "K877",
                    "a member that acknowledges a part gives up all",
                    "a-part-of-a-batch",
                    ACQUIRED,
                    "since the reader holds the other two"),
            settled("K878", "members acknowledge what others hold", "not-held-refused", "1-2", "INVALID_RECORD_STATE"),
            settled(
                    "K879",
                    "members acknowledge what they have released",
                    "released-twice-refused",
                    "1-2",
                    "INVALID_RECORD_STATE"),
            settled(
                    "K880",
                    "what is wrong in a request is not told",
                    "one-wrong-none-taken",
                    "1-2",
                    "INVALID_RECORD_STATE"),
            settled(
                    "K881",
                    "unknown types of acknowledgements are ignored",
                    "unknown-type-refused",
                    "1-2",
                    "INVALID_REQUEST"),
            settled(
                    "K882",
                    "acknowledgements that make no sense are ignored",
                    "malformed-batches-refused",
                    "1-2",
                    "INVALID_REQUEST"),
            delivered("K883", "deliveries are not counted", "deliveries-are-limited"),
            invented("K884", "locks cannot be renewed")
                    .by(request(ACKNOWLEDGE)
                            .atVersion(2)
                            .where("IsRenewAck", true)
                            .willReturn(asKafka().with(EVERY + ERROR, ErrorCode.INVALID_RECORD_STATE)))
                    .failing("share-acknowledge.renewed-is-held", ACKNOWLEDGE, "2")
                    .blaming(PARTITION + ERROR)
                    .saying("0 NONE, found 121 INVALID_RECORD_STATE"),
            settled("K885", "locks are renewed in any request", "renewal-must-be-announced", "2", "INVALID_REQUEST"));

    /** A mutant whose locks may be so short that a check can wait for their end. */
    private static MutantBuilder shortLocks(String id, String bug) {
        return invented(id, bug).configured("group.share.min.record.lock.duration.ms", "1000");
    }

    private static Mutant fetched(
            String id,
            String bug,
            String check,
            String versions,
            ResponseDefinition response,
            String path,
            String says) {
        return invented(id, bug)
                .by(request(FETCH)
                        .atVersions(versions.startsWith("2") ? 2 : 1, 2)
                        .willReturn(response))
                .failing("share-fetch." + check, FETCH, versions)
                .blaming(path)
                .saying(says);
    }

    private static Mutant accepted(String id, String bug, String check, String expected) {
        return fetched(
                id, bug, check, "1-2", asKafka().with(ERROR, ErrorCode.NONE), ERROR, expected + ", found 0 NONE");
    }

    private static Mutant acknowledged(
            String id, String bug, String check, ResponseDefinition response, String path, String says) {
        return invented(id, bug)
                .by(request(ACKNOWLEDGE).willReturn(response))
                .failing("share-acknowledge." + check, ACKNOWLEDGE, "1-2")
                .blaming(path)
                .saying(says);
    }

    private static Mutant settled(String id, String bug, String check, String versions, String expected) {
        return invented(id, bug)
                .by(request(ACKNOWLEDGE).willReturn(asKafka().with(EVERY + ERROR, ErrorCode.NONE)))
                .failing("share-acknowledge." + check, ACKNOWLEDGE, versions)
                .blaming(PARTITION + ERROR)
                .saying(expected + ", found 0 NONE");
    }

    /** A broker that takes every acknowledgement for a release. */
    private static Mutant releasing(String id, String bug, String check, String path, String says) {
        return invented(id, bug)
                .by(request(ACKNOWLEDGE).willReturn(asKafka().asIfAsked(TYPES, List.of(RELEASE))))
                .failing("share-acknowledge." + check, ACKNOWLEDGE, "1-2")
                .blaming(FETCH, path)
                .saying(says);
    }

    /** A broker that delivers everything as if for the first time. */
    private static Mutant delivered(String id, String bug, String check) {
        return invented(id, bug)
                .by(request(FETCH).willReturn(asKafka().with(COUNTS, 1)))
                .failing("share-acknowledge." + check, ACKNOWLEDGE, "1-2")
                .blaming(FETCH, ACQUIRED + "[0].DeliveryCount")
                .saying("= 2, found 1");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

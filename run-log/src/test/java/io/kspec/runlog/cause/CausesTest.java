package io.kspec.runlog.cause;

import static io.kspec.runlog.cause.Cases.api;
import static io.kspec.runlog.cause.Cases.check;
import static io.kspec.runlog.cause.Cases.deadly;
import static io.kspec.runlog.cause.Cases.exchange;
import static io.kspec.runlog.cause.Cases.failed;
import static io.kspec.runlog.cause.Cases.guess;
import static io.kspec.runlog.cause.Cases.hostile;
import static io.kspec.runlog.cause.Cases.silent;
import static io.kspec.runlog.cause.Cases.undecodable;
import static io.kspec.runlog.cause.Cases.unexplained;
import static io.kspec.runlog.cause.Cases.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final String ERROR = "Topics[0].Partitions[0].ErrorCode";
    private static final String WIDTH = "INTEGER_WIDTH";
    private static final String OFFSET = "CommittedOffset is written as int32 (7); in v1 it is int64";

    private static List<Cause> causes(CaseResult... results) {
        return Causes.of(List.of(results)).gravestFirst();
    }

    private static List<String> sentences(Cause cause) {
        return cause.faces().stream().map(Face::sentence).toList();
    }

    @Test
    void theExplanationThatFitsAllCasesIsTheCause() {
        String offset = "Topics[0].Partitions[0].CommittedOffset";
        List<Cause> causes = causes(
                undecodable(check("a"), api("OffsetFetch", 1), guess(WIDTH, offset, OFFSET, 0.9)),
                undecodable(
                        check("a"),
                        api("OffsetFetch", 3),
                        guess("FIELD_MISSING", "ErrorCode", "ErrorCode is missing", 0.8),
                        guess(WIDTH, offset, OFFSET, 0.15)),
                undecodable(
                        check("b"),
                        api("OffsetFetch", 5),
                        guess("OTHER_VERSION", "Metadata", "the layout of v1", 0.8),
                        guess(WIDTH, "Topics[1].Partitions[2].CommittedOffset", OFFSET, 0.18)),
                undecodable(check("c"), api("OffsetFetch", 9), guess(WIDTH, "Groups[0]." + offset, OFFSET, 0.7)));

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.title()).isEqualTo("OffsetFetch: CommittedOffset is written as int32 instead of int64");
            assertThat(sentences(cause))
                    .containsExactly(
                            "OffsetFetch v1, v3, v5, v9: CommittedOffset is written as int32 instead of int64");
            assertThat(cause.cases()).hasSize(4);
        });
    }

    @Test
    void aRivalThatIsFarLessLikelyDoesNotSwallowAnotherSlip() {
        List<CaseResult> results = new ArrayList<>();
        for (int version = 0; version < 10; version++) {
            results.add(undecodable(
                    check("a"),
                    api("Fetch", version),
                    version < 5
                            ? new io.kspec.runlog.Rival[] {
                                guess(WIDTH, "HighWatermark", "a", 0.95), guess(WIDTH, "LogStartOffset", "b", 0.04)
                            }
                            : new io.kspec.runlog.Rival[] {guess(WIDTH, "LogStartOffset", "b", 0.95)}));
        }

        assertThat(Causes.of(results).gravestFirst())
                .extracting(Cause::title)
                .containsExactlyInAnyOrder("Fetch: a", "Fetch: b");
    }

    @Test
    void theSameWrongErrorIsOneCauseWhicheverCheckMetIt() {
        List<Cause> causes = causes(
                wrong(check("a"), api("JoinGroup", 4), "ErrorCode", "79 MEMBER_ID_REQUIRED", "0 NONE"),
                wrong(
                        check("b"),
                        api("SyncGroup", 1),
                        "ErrorCode",
                        "79 MEMBER_ID_REQUIRED",
                        "0 NONE",
                        exchange(api("JoinGroup", 5), Map.of(), Map.of("ErrorCode", "0 NONE"))));

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.id()).isEqualTo("JoinGroup ErrorCode 0 for 79 MEMBER_ID_REQUIRED");
            assertThat(sentences(cause))
                    .containsExactly("JoinGroup v4 and v5: ErrorCode is 0 NONE instead of 79 MEMBER_ID_REQUIRED");
        });
    }

    @Test
    void aRequestThatManyApisDoNotAnswerIsOneCause() {
        CaseResult[] results = {
            answering("Fetch", 12),
            answering("Metadata", 9),
            answering("ListOffsets", 6),
            silent(check("rules.tags"), api("Fetch", 12)),
            silent(check("rules.tags"), api("Metadata", 9)),
            silent(check("rules.tags"), api("ListOffsets", 6)),
            silent(check("fetch.a"), api("Fetch", 12))
        };

        assertThat(causes(results))
                .extracting(Cause::title)
                .containsExactlyInAnyOrder("rules.tags: no answer in time", "Fetch: no answer in time");
    }

    private static CaseResult answering(String api, int version) {
        return CaseResult.passed(check("wire.a"), api(api, version), 1, 1);
    }

    @Test
    void aFlowWithoutAnAnswerIsNotCausedByAWrongOne() {
        List<Cause> causes = causes(
                wrong(check("api-versions.a"), api("ApiVersions", 3), "ErrorCode", "42 INVALID_REQUEST", "0 NONE"),
                silent(check("client.sarama.commit-resume"), api("ApiVersions", 3)));

        assertThat(causes)
                .extracting(Cause::title)
                .containsExactlyInAnyOrder(
                        "ApiVersions: ErrorCode is 0 NONE instead of 42 INVALID_REQUEST",
                        "ApiVersions: no answer in time");
    }

    @Test
    void whatFlowsOfClientsShowOfAnApiIsTheCauseThatItsChecksShow() {
        List<Cause> causes = causes(
                wrong(check("sync-group.a"), api("SyncGroup", 5), "Assignment", "3 bytes", "null"),
                wrong(check("client.sarama.commit-resume"), api("SyncGroup", 3), "ErrorCode", "0 NONE", "25 UNKNOWN"),
                wrong(check("client.kafkajs.commit-resume"), api("Fetch", 11), "ErrorCode", "0 NONE", "6 NOT_LEADER"),
                wrong(check("client.kafka-go.commit-resume"), api("Fetch", 10), ERROR, "0 NONE", "1 OUT_OF_RANGE"));

        assertThat(causes)
                .extracting(Cause::title, cause -> cause.cases().size())
                .containsExactlyInAnyOrder(
                        tuple("SyncGroup: Assignment: expected 3 bytes, found null", 2),
                        tuple("Fetch: ErrorCode is 6 NOT_LEADER instead of 0 NONE", 2));
    }

    @Test
    void whatFlowsOfClientsShowIsNotCausedByBytesOfAnotherVersion() {
        String records = "Responses[0].Partitions[0].Records";
        CaseResult layout =
                undecodable(check("fetch.a"), api("Fetch", 0), guess("OTHER_VERSION", "", "the layout of v1", 0.9));
        CaseResult value =
                wrong(check("client.rskafka.a"), api("Fetch", 4), records + "[0].Value", "[61] \"a\"", "nothing");
        CaseResult offsets = wrong(check("fetch.b"), api("Fetch", 5), records, "the offsets 1 to 7", "[2, 3]");

        assertThat(causes(layout, value)).hasSize(2);
        assertThat(causes(layout, value, offsets))
                .extracting(cause -> cause.cases().size())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aFieldThatIsNamedInWhatWasFoundIsNotNamedTwice() {
        List<Cause> causes = causes(
                wrong(check("join-group.a"), api("JoinGroup", 3), "ErrorCode", "0 NONE", "-1 UNKNOWN"),
                wrong(check("client.sarama.a"), api("JoinGroup", 5), "ErrorCode", "0 NONE", "ErrorCode -1 UNKNOWN"));

        assertThat(causes).singleElement().satisfies(cause -> assertThat(sentences(cause))
                .containsExactly("JoinGroup v3, v5: ErrorCode is -1 UNKNOWN instead of 0 NONE"));
    }

    @Test
    void twoErrorsThatAreMissingAreTwoCausesAndMoreAreOne() {
        CaseResult first = wrong(check("a"), api("OffsetCommit", 1), ERROR, "22 ILLEGAL_GENERATION", "0 NONE");
        CaseResult second = wrong(check("b"), api("OffsetCommit", 1), ERROR, "25 UNKNOWN_MEMBER_ID", "0 NONE");
        CaseResult third = wrong(check("c"), api("OffsetCommit", 1), ERROR, "27 REBALANCE_IN_PROGRESS", "0 NONE");

        assertThat(causes(first, second)).hasSize(2);
        assertThat(causes(first, second, third)).singleElement().satisfies(cause -> {
            assertThat(cause.title()).isEqualTo("OffsetCommit: succeeds where 3 different errors are due");
            assertThat(cause.faces()).hasSize(3);
        });
    }

    @Test
    void oneCheckThatVersionsFailInDifferentWaysIsOneCause() {
        CaseResult old =
                wrong(check("join-group.a"), api("JoinGroup", 3), "ErrorCode", "26 INVALID_SESSION_TIMEOUT", "0 NONE");
        CaseResult newer = wrong(
                check("join-group.a"),
                api("JoinGroup", 4),
                "ErrorCode",
                "26 INVALID_SESSION_TIMEOUT",
                "79 MEMBER_ID_REQUIRED");
        CaseResult another = wrong(
                check("join-group.b"),
                api("JoinGroup", 4),
                "ErrorCode",
                "24 INVALID_GROUP_ID",
                "79 MEMBER_ID_REQUIRED");

        assertThat(causes(old, newer)).singleElement().satisfies(cause -> assertThat(sentences(cause))
                .containsExactlyInAnyOrder(
                        "JoinGroup v3: ErrorCode is 0 NONE instead of 26 INVALID_SESSION_TIMEOUT",
                        "JoinGroup v4: ErrorCode is 79 MEMBER_ID_REQUIRED instead of 26 INVALID_SESSION_TIMEOUT"));
        assertThat(causes(old, newer, another)).hasSize(2);
    }

    @Test
    void whatIsJudgedOfAnAnswerThatACheckRefusesBelongsToThatCheck() {
        ExchangeEvent success = exchange(api("JoinGroup", 5), Map.of(), Map.of("ErrorCode", "0 NONE", "MemberId", ""));
        CaseResult checked = wrong(
                check("join-group.a"), api("JoinGroup", 5), "ErrorCode", "24 INVALID_GROUP_ID", "0 NONE", success);
        CaseResult judged = wrong(check("plausible.member"), api("JoinGroup", 5), "MemberId", "an id", "", success);
        CaseResult elsewhere = wrong(
                check("plausible.member"),
                api("JoinGroup", 5),
                "MemberId",
                "an id",
                "",
                exchange(api("JoinGroup", 5), Map.of(), Map.of("ErrorCode", "0 NONE", "MemberId", "", "Leader", "x")));

        assertThat(causes(checked, judged))
                .extracting(Cause::title)
                .containsExactly("JoinGroup: ErrorCode is 0 NONE instead of 24 INVALID_GROUP_ID");
        assertThat(causes(checked, elsewhere)).hasSize(2);
    }

    @Test
    void whatOtherApisShowOfAnApiBelongsToIt() {
        CaseResult own = wrong(check("delete-records.a"), api("DeleteRecords", 2), "LowWatermark", "5", "0");
        CaseResult effect = wrong(
                check("delete-records.b"),
                api("DeleteRecords", 2),
                "Offset",
                "3",
                "0",
                exchange(api("ListOffsets", 7), Map.of(), Map.of("Offset", "0")));
        CaseResult faultOfTheOther = wrong(check("list-offsets.a"), api("ListOffsets", 7), "Timestamp", "7", "8");

        assertThat(causes(own, effect))
                .extracting(Cause::title)
                .containsExactly("DeleteRecords: LowWatermark: expected 5, found 0");
        assertThat(causes(own, effect, faultOfTheOther)).hasSize(3);
    }

    @Test
    void arraysInAnArrayThatLacksEntriesBelongToIt() {
        CaseResult outer = counted("rules.a", "Topics");
        CaseResult inner = counted("rules.b", "Topics[0].Partitions");
        CaseResult again = counted("rules.c", "Topics");
        CaseResult beside = counted("rules.c", "Groups");

        assertThat(causes(outer, inner, again))
                .extracting(Cause::title)
                .containsExactly("DeleteRecords: Topics: expected 2 entries, found 1 entries");
        assertThat(causes(outer, inner, beside)).hasSize(2);
    }

    private static CaseResult counted(String check, String path) {
        ExchangeEvent exchange = exchange(api("DeleteRecords", 2), Map.of(), Map.of(path, "1"), "compact count");
        return wrong(check(check), api("DeleteRecords", 2), path, "2 entries", "1 entries", exchange);
    }

    @Test
    void versionsThatAreNeverAnsweredAreOneFindingAndHideNothing() {
        ApiVersion newest = api("ListOffsets", 7);
        List<Cause> causes = causes(
                silent(check("a"), api("ListOffsets", 0)),
                silent(check("b"), api("ListOffsets", 0)),
                silent(check("b"), api("ListOffsets", 1)),
                wrong(check("b"), api("ListOffsets", 4), ERROR, "0 NONE", "-1 UNKNOWN_SERVER_ERROR"),
                wrong(check("b"), newest, ERROR, "0 NONE", "-1 UNKNOWN_SERVER_ERROR"));

        assertThat(causes)
                .extracting(Cause::title)
                .containsExactlyInAnyOrder(
                        "ListOffsets is never answered",
                        "ListOffsets: ErrorCode is -1 UNKNOWN_SERVER_ERROR instead of 0 NONE");
        assertThat(causes)
                .flatExtracting(CausesTest::sentences)
                .containsExactlyInAnyOrder(
                        "ListOffsets v0 and v1 are never answered",
                        "ListOffsets v4, v7: ErrorCode is -1 UNKNOWN_SERVER_ERROR instead of 0 NONE");
    }

    @Test
    void aVersionThatIsAnsweredElsewhereIsNotCalledSilent() {
        List<Cause> causes = causes(
                silent(check("a"), api("JoinGroup", 5)), CaseResult.passed(check("b"), api("JoinGroup", 5), 1, 1));

        assertThat(causes).extracting(Cause::title).containsExactly("JoinGroup: no answer in time");
    }

    @Test
    void theRequestThatKilledIsTheCause() {
        List<Cause> causes = causes(
                deadly(check("a"), api("FindCoordinator", 3)),
                deadly(check("b"), api("FindCoordinator", 4)),
                deadly(hostile("c"), api("Fetch", 4)),
                deadly(hostile("c"), api("Produce", 3)));

        assertThat(causes)
                .extracting(Cause::title)
                .containsExactlyInAnyOrder(
                        "A request of FindCoordinator kills the target", "c: the target dies or hangs");
        assertThat(causes).extracting(Cause::severity).containsOnly(Severity.TARGET_DIES);
    }

    @Test
    void blockedCasesHangOnWhatFailedForTheSameNeed() {
        String need = "a topic with a leader";
        CaseResult setup = unexplained(check("a"), api("Fetch", 1), "no leader", need);
        CaseResult blocked = CaseResult.blocked(check("b"), api("Fetch", 2), "no leader", need);
        CaseResult other = CaseResult.blocked(check("b"), api("Heartbeat", 2), "no member", "a member");
        Causes causes = Causes.of(List.of(setup, blocked, other));

        assertThat(causes.gravestFirst()).singleElement().satisfies(cause -> assertThat(cause.blocked())
                .containsExactly(blocked));
        assertThat(causes.of(blocked)).isEqualTo(causes.of(setup)).isPresent();
        assertThat(causes.of(other)).isEmpty();
    }

    @Test
    void valuesThatChecksJudgeJoinTheFieldThatOthersCompare() {
        List<Cause> causes = causes(
                wrong(check("fetch.no-preferred-replica"), api("Fetch", 11), "PreferredReadReplica", "-1", "1"),
                wrong(
                        check("plausible.read-replica-with-records"),
                        api("Fetch", 12),
                        "PreferredReadReplica",
                        "It holds.",
                        "redirects to broker 1 although there are records"));

        assertThat(causes).singleElement().satisfies(cause -> assertThat(sentences(cause))
                .containsExactlyInAnyOrder(
                        "Fetch v11: PreferredReadReplica: expected -1, found 1",
                        "Fetch v12: PreferredReadReplica: redirects to broker 1 although there are records"));
    }

    @Test
    void namesAndNumbersOfARunAreNotDistinctFaces() {
        List<Cause> causes = causes(
                wrong(check("a"), api("Fetch", 1), "HighWatermark", "8", "7"),
                wrong(check("b"), api("Fetch", 2), "HighWatermark", "3", "2"));

        assertThat(causes).singleElement().satisfies(cause -> assertThat(cause.faces())
                .hasSize(1));
        assertThat(Wording.steady("expected kspec-a1b2c3d4-group-7 at localhost:9092"))
                .isEqualTo("expected …-group at localhost:…");
        assertThat(Wording.steady("found kspec-a1b2c3d4-leader-8b475264-5e76-439e-81a8-0123456789ab"))
                .isEqualTo("found …-leader-…");
        assertThat(Wording.steady("found 0 for timestamp 1795928400002 2026-11-29T05:00:00.002Z"))
                .isEqualTo("found 0 for timestamp …");
    }

    @Test
    void addressesAreToldButDoNotMakeCauses() {
        List<Cause> causes = causes(
                wrong(check("a"), api("DescribeCluster", 0), "Brokers", "[1 at h:40001]", "[1 at h:9092]"),
                wrong(check("a"), api("DescribeCluster", 1), "Brokers", "[1 at h:40002]", "[1 at h:9092]"));
        List<Cause> conduct = causes(unexplained(check("b"), api("Fetch", 1), "h:40001 does not listen", null));

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.title())
                    .isEqualTo("DescribeCluster: Brokers: expected [1 at h:40001], found [1 at h:9092]");
            assertThat(cause.faces()).hasSize(1);
        });
        assertThat(conduct).singleElement().satisfies(cause -> {
            assertThat(cause.title()).endsWith("h:40001 does not listen");
            assertThat(cause.id()).doesNotContain("40001");
        });
    }

    @Test
    void whatNoBytesShowIsOneCausePerCheck() {
        List<Cause> causes = causes(
                unexplained(hostile("wire.cut"), api("Fetch", 1), "an answer of 12 bytes 00", null),
                unexplained(hostile("wire.cut"), api("Produce", 1), "neither answer nor close within 2000 ms", null));

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.faces()).hasSize(2);
            assertThat(cause.severity()).isEqualTo(Severity.ROBUSTNESS);
        });
    }

    @Test
    void malformedRequestsWhoseRestIsAwaitedAreOneCause() {
        CaseResult cut =
                unexplained(hostile("wire.cut"), api("Fetch", 1), "neither answer nor close within 2000 ms", null);
        CaseResult lengths =
                unexplained(hostile("wire.lengths"), api("Fetch", 1), "neither answer nor close within 1000 ms", null);
        CaseResult garbage = unexplained(hostile("wire.garbage"), api("Fetch", 1), "an answer of 12 bytes 00", null);
        CaseResult harmless =
                unexplained(check("group.a"), api("Fetch", 1), "neither answer nor close within 2000 ms", null);

        assertThat(causes(cut, lengths))
                .extracting(Cause::title)
                .containsExactly("Malformed requests are not rejected: neither answer nor close within 2000 ms");
        assertThat(causes(cut, garbage, harmless)).hasSize(3);
    }

    @Test
    void anAnswerThatDoesNotDecodeIsTheCauseWhereOthersQuoteIt() {
        CaseResult undecodable = undecodable(
                check("wire.a"), api("ApiVersions", 0), guess("OTHER_VERSION", "", "the layout of v1", 0.9));
        CaseResult dialled = wrong(
                check("metadata.a"),
                api("Metadata", 1),
                "Brokers[0].Host",
                "a broker that answers",
                "ApiVersions v0 response at byte 274: expected the end of the message");
        CaseResult pieces = unexplained(
                check("wire.pieces"), api("ApiVersions", 0), "an answer: ApiVersions v0 response, at byte 274", null);
        CaseResult other = unexplained(
                check("wire.other"), api("ApiVersions", 1), "an answer: ApiVersions v1 response, at byte 274", null);
        CaseResult malformed = unexplained(
                hostile("wire.hostile"),
                api("ApiVersions", 0),
                "an answer: ApiVersions v0 response, at byte 274",
                null);

        assertThat(causes(undecodable, dialled, pieces)).singleElement().satisfies(cause -> {
            assertThat(cause.title()).startsWith("ApiVersions");
            assertThat(cause.cases()).hasSize(3);
        });
        assertThat(causes(undecodable, other, malformed)).hasSize(3);
    }

    @Test
    void wrongAddressesInMetadataAreTheCauseWhereRightOnesAreNotAmongThem() {
        CaseResult host = wrong(check("metadata.a"), api("Metadata", 1), "Brokers[0].Host", "an address", "0.0.0.0");
        CaseResult compared = wrong(
                check("find-coordinator.a"),
                api("FindCoordinator", 1),
                "NodeId",
                "one of the brokers [1 at 0.0.0.0:9092]",
                "1 at 127.0.0.1:9092");
        CaseResult controller =
                wrong(check("metadata.b"), api("Metadata", 1), "ControllerId", "is one of the brokers [1]", "2");

        CaseResult topics =
                wrong(check("metadata.c"), api("Metadata", 1), "Topics", "no entries", "Topics has 64 entries");
        CaseResult partitions = wrong(
                check("plausible.d"), api("Metadata", 1), "Topics[0].Partitions", "1", "Topics[0].Partitions is empty");

        assertThat(causes(host, compared)).singleElement().satisfies(cause -> assertThat(cause.title())
                .startsWith("Metadata: Host"));
        assertThat(causes(host, topics, partitions)).hasSize(2);

        CaseResult records =
                wrong(check("fetch.a"), api("Fetch", 5), "Responses[0].Partitions[0].Records", "at most 9", "12 bytes");
        CaseResult coped =
                wrong(Cases.should("fetch.b"), api("Fetch", 5), "Responses[0].Partitions[0].Records", "a", "12 bytes");
        CaseResult responses =
                wrong(check("rules.a"), api("Fetch", 5), "Responses", "3 entries", "Responses has 2 entries");

        assertThat(causes(records, coped, responses)).hasSize(2);

        CaseResult extra =
                wrong(check("plausible.e"), api("Metadata", 1), "Topics[3]", "none", "orders was not requested");

        assertThat(causes(topics, extra)).hasSize(1);
        assertThat(causes(host, controller)).hasSize(2);
        assertThat(causes(compared)).hasSize(1);
    }

    @Test
    void theSameWrongValueIsOneCauseWhateverTheLevel() {
        CaseResult must = wrong(check("a"), api("OffsetFetch", 5), "Metadata", "a", "null");
        CaseResult should = wrong(Cases.should("b"), api("OffsetFetch", 5), "Metadata", "\"\"", "null");
        CaseResult another = wrong(Cases.should("b"), api("OffsetFetch", 6), "Metadata", "\"\"", "none");

        assertThat(causes(must, should))
                .extracting(Cause::title)
                .containsExactly("OffsetFetch: Metadata: expected a, found null");
        assertThat(causes(must, another)).hasSize(2);
    }

    @Test
    void whatClientsCopeWithIsAnotherCauseEvenIfItsCheckShowsWhatTheyNoticeToo() {
        String records = "Responses[0].Partitions[0].Records";
        CaseResult empty = wrong(check("fetch.a"), api("Fetch", 5), records, "not null", "null");
        CaseResult emptyToo = wrong(Cases.should("fetch.b"), api("Fetch", 5), records, "not null", "null");
        CaseResult large = wrong(Cases.should("fetch.b"), api("Fetch", 6), records, "at most 100 bytes", "198 bytes");

        assertThat(causes(empty, emptyToo, large))
                .extracting(cause -> cause.cases().size())
                .containsExactly(2, 1);
    }

    @Test
    void checksThatFailTogetherInOtherWaysAtOtherVersionsAreOneCause() {
        CaseResult[] results = {
            wrong(check("fetch.a"), api("Fetch", 1), ERROR, "0 NONE", "47 INVALID_PRODUCER_EPOCH"),
            wrong(check("fetch.b"), api("Fetch", 1), ERROR, "0 NONE", "47 INVALID_PRODUCER_EPOCH"),
            wrong(check("fetch.a"), api("Fetch", 2), ERROR, "0 NONE", "90 PRODUCER_FENCED"),
            wrong(check("fetch.b"), api("Fetch", 2), ERROR, "0 NONE", "90 PRODUCER_FENCED")
        };
        CaseResult another = wrong(check("fetch.c"), api("Fetch", 2), ERROR, "0 NONE", "90 PRODUCER_FENCED");

        assertThat(causes(results)).hasSize(1);
        assertThat(causes(results[0], results[1], results[2], results[3], another))
                .hasSize(2);
    }

    @Test
    void anErrorThatIsToldWronglyIsOneCause() {
        CaseResult another = wrong(check("x.a"), api("JoinGroup", 5), ERROR, "26 INVALID_SESSION_TIMEOUT", "79 OTHER");
        CaseResult none = wrong(check("x.a"), api("JoinGroup", 5), ERROR, "26 INVALID_SESSION_TIMEOUT", "0 NONE");
        CaseResult elsewhere = wrong(check("x.b"), api("JoinGroup", 5), ERROR, "26 INVALID_SESSION_TIMEOUT", "0 NONE");
        CaseResult undue = wrong(check("x.c"), api("JoinGroup", 5), ERROR, "0 NONE", "26 INVALID_SESSION_TIMEOUT");
        CaseResult different = wrong(check("x.d"), api("JoinGroup", 5), ERROR, "24 INVALID_GROUP_ID", "0 NONE");

        assertThat(causes(another, none)).hasSize(1);
        assertThat(causes(another, elsewhere)).hasSize(2);
        assertThat(causes(none, undue)).hasSize(1);
        assertThat(causes(undue, different)).hasSize(2);
    }

    @Test
    void whatAnEntryThatIsMissingWouldHaveIsSaidOfItsArray() {
        CaseResult counted = counted("rules.a", "Topics");
        CaseResult error = wrong(
                check("a"),
                api("DeleteRecords", 2),
                "Topics[0].ErrorCode",
                "0 NONE",
                "Topics is empty: topic \"a\" is not in the answer");
        CaseResult inner = wrong(
                check("b"),
                api("DeleteRecords", 2),
                "Topics[0].Partitions[0].ErrorCode",
                "0 NONE",
                "Topics[0].Partitions is empty");

        assertThat(causes(error))
                .extracting(Cause::title)
                .containsExactly("DeleteRecords: Topics is empty: topic \"a\" is not in the answer");
        assertThat(causes(counted, error, inner)).hasSize(1);
    }

    @Test
    void aRequirementIsNotRepeatedAsTheExpectation() {
        CaseResult foreign = failed(
                check("a"),
                api("ApiVersions", 0),
                new Failure("It holds.", "an answer with correlation id 7", List.of()),
                List.of(exchange(api("ApiVersions", 0), Map.of(), Map.of("CorrelationId", "7"))),
                new Blame(0, Side.RESPONSE, 0, 4, "CorrelationId", "an answer with correlation id 7", null));

        assertThat(causes(foreign))
                .extracting(Cause::title)
                .containsExactly("ApiVersions: CorrelationId: an answer with correlation id 7");
    }

    @Test
    void aResponseToAnotherRequestIsSaidToBeOne() {
        CaseResult surplus = failed(
                check("a"),
                api("ListOffsets", 7),
                new Failure("correlation id 3 in the answer to ListOffsets v7", "2 in [00000002…]", List.of()),
                List.of(exchange(api("ListOffsets", 7), Map.of(), Map.of())),
                new Blame(
                        0,
                        Side.RESPONSE,
                        0,
                        4,
                        "CorrelationId",
                        "ListOffsets v7 response, CorrelationId at byte 0: expected 3, found 2, that of Produce v7, to which"
                                + " no answer is expected",
                        null));

        assertThat(causes(surplus))
                .extracting(Cause::title)
                .containsExactly("ListOffsets: the correlation id is that of Produce, to which no answer is expected");
    }

    @Test
    void whatKspecAsksForItselfIsNotCarried() {
        CaseResult offset = wrong(check("a"), api("ListOffsets", 7), "Topics[0].Partitions[0].Offset", "3", "0");

        assertThat(causes(offset, fetchAtTheOffsetGivenTo("client"))).hasSize(1);
        assertThat(causes(offset, fetchAtTheOffsetGivenTo("stage"))).hasSize(2);
    }

    private static CaseResult fetchAtTheOffsetGivenTo(String role) {
        String offset = "Topics[0].Partitions[0].Offset";
        ExchangeEvent listed = exchange(api("ListOffsets", 7), Map.of(), Map.of(offset, "0"));
        String end = "Responses[0].Partitions[0].LastStableOffset";
        return wrong(
                check("b"),
                api("Fetch", 4),
                end,
                "1",
                "4",
                new ExchangeEvent(
                        role, 1, listed.api(), 1, 0, listed.receivedMs(), listed.request(), listed.response()),
                exchange(api("Fetch", 4), Map.of("Topics[0].Partitions[0].FetchOffset", "0"), Map.of(end, "4")));
    }

    @Test
    void idsAreUnique() {
        Failure failure = new Failure("It holds.", "nothing", List.of());
        List<Cause> causes = causes(
                wrong(check("a"), api("Fetch", 1), "HighWatermark", "8", "7"),
                wrong(Cases.should("b"), api("Fetch", 1), "HighWatermark", "none", "6"),
                failed(check("c"), api("Fetch", 1), failure, List.of(), null));

        assertThat(causes).extracting(Cause::id).hasSize(3).doesNotHaveDuplicates();
    }
}

package io.kspec.runlog.cause;

import static io.kspec.runlog.cause.Cases.api;
import static io.kspec.runlog.cause.Cases.check;
import static io.kspec.runlog.cause.Cases.exchange;
import static io.kspec.runlog.cause.Cases.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients carry from one answer into the next request keeps its origin. */
class OriginsTest {
    private static final String NO_ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final ApiVersion METADATA = api("Metadata", 12);
    private static final CaseResult WITHOUT_ID =
            wrong(check("metadata.id"), METADATA, "Topics[0].TopicId", "an id that is not zero", NO_ID);

    private static ExchangeEvent metadata(String id) {
        return exchange(METADATA, Map.of(), Map.of("Topics[0].TopicId", id));
    }

    private static CaseResult refused(ApiVersion api, String id) {
        ExchangeEvent refused = exchange(
                api,
                Map.of("Topics[0].TopicId", id),
                Map.of("Responses[0].Partitions[0].ErrorCode", "100 UNKNOWN_TOPIC_ID"));
        return wrong(
                check("fetch.x"),
                api,
                "Responses[0].Partitions[0].ErrorCode",
                "0 NONE",
                "100 UNKNOWN_TOPIC_ID",
                metadata(id),
                refused);
    }

    @Test
    void aRequestThatCarriesAWrongIdIsRefusedBecauseOfTheFirstAnswer() {
        CaseResult fetch = refused(api("Fetch", 13), NO_ID);
        CaseResult delete = refused(api("DeleteTopics", 6), NO_ID);
        List<Cause> causes = Causes.of(List.of(fetch, delete, WITHOUT_ID)).gravestFirst();

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.title()).startsWith("Metadata: TopicId");
            assertThat(cause.cases()).containsExactlyInAnyOrder(WITHOUT_ID, fetch, delete);
            assertThat(cause.faces().get(0).sentence()).startsWith("Metadata v12");
            assertThat(cause.faces()).hasSize(3);
        });
    }

    @Test
    void withoutTheFirstFailureTheRefusalIsTheCause() {
        assertThat(Causes.of(List.of(refused(api("Fetch", 13), NO_ID))).gravestFirst())
                .singleElement()
                .satisfies(cause -> assertThat(cause.title()).startsWith("Fetch: ErrorCode is 100"));
    }

    @Test
    void whatWasOnceLeftOutIsNotWrongWhereItIsThere() {
        ApiVersion join = api("JoinGroup", 5);
        CaseResult empty = wrong(check("plausible.id"), join, "MemberId", "an id", "");
        ExchangeEvent joined = exchange(join, Map.of(), Map.of("MemberId", "member-1"));
        ExchangeEvent synced =
                exchange(api("SyncGroup", 3), Map.of("MemberId", "member-1"), Map.of("ErrorCode", "0 NONE"));
        CaseResult sync = wrong(
                check("sync-group.x"),
                api("SyncGroup", 3),
                "ErrorCode",
                "27 REBALANCE_IN_PROGRESS",
                "0 NONE",
                joined,
                synced);

        assertThat(Causes.of(List.of(empty, sync)).gravestFirst()).hasSize(2);
    }

    @Test
    void aMemberThatTheTargetAcceptsHasARightId() {
        ApiVersion join = api("JoinGroup", 8);
        CaseResult returned = wrong(check("join-group.x"), join, "MemberId", "a new id", "member-1");
        CaseResult accepted =
                commit(exchange(api("SyncGroup", 5), Map.of("MemberId", "member-2"), Map.of("ErrorCode", "0 NONE")));
        CaseResult unknown = commit(exchange(
                api("SyncGroup", 5), Map.of("MemberId", "member-2"), Map.of("ErrorCode", "25 UNKNOWN_MEMBER_ID")));

        assertThat(Causes.of(List.of(returned, accepted)).gravestFirst()).hasSize(2);
        assertThat(Causes.of(List.of(returned, unknown)).gravestFirst()).hasSize(1);
    }

    @Test
    void anotherOffsetThanAWrongOneIsRight() {
        CaseResult produced = wrong(check("produce.x"), api("Produce", 9), "BaseOffset", "2", "4");

        assertThat(Causes.of(List.of(produced, fetched("1"))).gravestFirst()).hasSize(2);
        assertThat(Causes.of(List.of(produced, fetched("4"))).gravestFirst()).hasSize(1);
    }

    private static CaseResult fetched(String offset) {
        ApiVersion fetch = api("Fetch", 11);
        return wrong(
                check("fetch.x"),
                fetch,
                "Records",
                "the record that was produced",
                "none",
                exchange(api("Produce", 9), Map.of(), Map.of("BaseOffset", offset)),
                exchange(fetch, Map.of("FetchOffset", offset), Map.of("Records", "none")));
    }

    private static CaseResult commit(ExchangeEvent before) {
        ApiVersion commit = api("OffsetCommit", 7);
        return wrong(
                check("offset-commit.x"),
                commit,
                "Topics[0].Partitions[0].ErrorCode",
                "0 NONE",
                "25 UNKNOWN_MEMBER_ID",
                exchange(api("JoinGroup", 8), Map.of(), Map.of("MemberId", "member-2")),
                before,
                exchange(
                        commit,
                        Map.of("MemberId", "member-2"),
                        Map.of("Topics[0].Partitions[0].ErrorCode", "25 UNKNOWN_MEMBER_ID")));
    }

    @Test
    void aRefusalThatMostlyCarriesRightValuesHasItsOwnReason() {
        ApiVersion other = api("Metadata", 9);
        ExchangeEvent answer = exchange(other, Map.of(), Map.of("Topics[0].TopicId", "right"));
        ExchangeEvent request = exchange(
                api("Fetch", 13),
                Map.of("Topics[0].TopicId", "right"),
                Map.of("Responses[0].Partitions[0].ErrorCode", "100 UNKNOWN_TOPIC_ID"));
        CaseResult right = wrong(
                check("fetch.y"),
                api("Fetch", 13),
                "Responses[0].Partitions[0].ErrorCode",
                "0 NONE",
                "100 UNKNOWN_TOPIC_ID",
                answer,
                request);

        assertThat(Causes.of(List.of(right, refused(api("Fetch", 14), NO_ID), WITHOUT_ID))
                        .gravestFirst())
                .hasSize(2);
    }

    @Test
    void anOriginHasAnOriginOfItsOwn() {
        ExchangeEvent join = exchange(
                api("JoinGroup", 5), Map.of("MemberId", "m-1"), Map.of("GenerationId", "1", "MemberId", "m-1"));
        ExchangeEvent sync = exchange(
                api("SyncGroup", 3), Map.of("GenerationId", "1"), Map.of("ErrorCode", "22 ILLEGAL_GENERATION"));
        CaseResult generation = wrong(check("a"), api("JoinGroup", 5), "GenerationId", "2", "1");
        CaseResult refusal =
                wrong(check("b"), api("SyncGroup", 3), "ErrorCode", "0 NONE", "22 ILLEGAL_GENERATION", join, sync);

        assertThat(Causes.of(List.of(generation, refusal)).gravestFirst())
                .singleElement()
                .satisfies(cause -> assertThat(cause.id()).isEqualTo("JoinGroup GenerationId"));
    }

    /** kfake moves all groups to a new epoch, and has no intervals of groups: these are two causes. */
    @Test
    void aWrongEpochThatWasAcceptedIsNotTheReasonForAnotherWrongValue() {
        ApiVersion heartbeat = api("ConsumerGroupHeartbeat", 1);
        ExchangeEvent join = exchange(heartbeat, Map.of("MemberEpoch", "0"), Map.of("MemberEpoch", "2"));
        ExchangeEvent next = exchange(
                heartbeat, Map.of("MemberEpoch", "2"), Map.of("MemberEpoch", "2", "HeartbeatIntervalMs", "5000"));
        CaseResult epoch = wrong(check("consumer-group-heartbeat.a"), heartbeat, "MemberEpoch", "1", "2");
        CaseResult interval = wrong(
                check("consumer-group-heartbeat.b"), heartbeat, "HeartbeatIntervalMs", "5001", "5000", join, next);

        assertThat(Causes.of(List.of(epoch, interval)).gravestFirst())
                .extracting(Cause::id)
                .containsExactlyInAnyOrder(
                        "ConsumerGroupHeartbeat MemberEpoch", "ConsumerGroupHeartbeat HeartbeatIntervalMs");
    }
}

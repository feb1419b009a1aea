package io.kspec.suite.checks.consumer;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantBuilder;
import java.util.List;

/** Brokers that let consumers join, share partitions and leave in other ways than KIP-848 says. */
final class ConsumerGroupMutants implements AreaMutants {
    private static final String API = "ConsumerGroupHeartbeat";
    private static final String ERROR = "ErrorCode";
    private static final String EPOCH = "MemberEpoch";
    private static final String INSTANCE = "InstanceId";
    private static final String ASSIGNMENT = "Assignment";
    private static final String THIRD = "Assignment.TopicPartitions[0].Partitions[2]";
    /** What a member tells that joins. */
    private static final int REBALANCE_TIMEOUT_MS = 300_000;

    private static final List<Mutant> ALL = List.of(
            invented("K700", "a member that has joined is told the epoch with which it joined")
                    .by(request(API).willReturn(asKafka().with(EPOCH, 0)))
                    .failing("consumer-group-heartbeat.member-joins", API, "0-1")
                    .blaming(EPOCH)
                    .saying("is 1 or more, found 0"),
            invented("K700b", "members are not told an interval for their heartbeats")
                    .by(request(API).willReturn(asKafka().with("HeartbeatIntervalMs", 0)))
                    .failing("consumer-group-heartbeat.member-joins", API, "0-1")
                    .blaming("HeartbeatIntervalMs")
                    .saying("is 1 or more, found 0"),
            invented("K1311", "members are told the same interval of heartbeats, whatever is configured")
                    .by(request(API).willReturn(asKafka().with("HeartbeatIntervalMs", 5000)))
                    .failing("consumer-group-heartbeat.configured-interval-told", API, "0-1")
                    .blaming("HeartbeatIntervalMs")
                    .saying("5001, found 5000"),
            invented("K701", "a member is not told its id")
                    .by(request(API).willReturn(asKafka().with("MemberId", "")))
                    .failing("consumer-group-heartbeat.member-id-given", API, "0")
                    .blaming("MemberId")
                    .saying("is not empty"),
            invented("K701b", "a member is given an id although it has chosen one")
                    .by(request(API).atVersion(1).willReturn(asKafka().asIfAsked("MemberId", "someone")))
                    .failing("consumer-group-heartbeat.own-member-id-kept", API, "1")
                    .blaming("MemberId")
                    .saying("found someone"),
            invented("K702", "a member that joins again is a second member")
                    .by(request(API)
                            .where(EPOCH, 0)
                            .willReturn(asKafka().asIfAsked("MemberId", "someone"))
                            .onNth(2))
                    .failing("consumer-group-heartbeat.joining-again-is-no-second-member", API, "1")
                    .blaming("ConsumerGroupDescribe", "Groups[0].Members")
                    .saying("expected 1 entry in Groups[0].Members, found 2"),
            refusing("K703", "members without an id are admitted", "member-id-required", "1", "INVALID_REQUEST"),
            invented("K704", "the last partition is assigned to nobody")
                    .by(request(API).willReturn(asKafka().without(THIRD)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.all-partitions-assigned", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1, 2]"),
            invented("K705", "a member that tells everything again is not told its assignment")
                    .by(request(API)
                            .where("RebalanceTimeoutMs", REBALANCE_TIMEOUT_MS)
                            .willReturn(asKafka().with(ASSIGNMENT, null))
                            .onEvery(2))
                    .failing("consumer-group-heartbeat.assignment-told-on-full-request", API, "0-1")
                    .blaming(ASSIGNMENT)
                    .saying("the assignment of the member"),
            invented("K706", "a member that leaves is told another epoch")
                    .by(request(API).where(EPOCH, -1).willReturn(asKafka().with(EPOCH, 0)))
                    .failing("consumer-group-heartbeat.leaving-is-answered", API, "0-1")
                    .blaming(EPOCH)
                    .saying("= -1, found 0"),
            invented("K706b", "nobody leaves")
                    .by(nobodyLeaves())
                    .failing("consumer-group-heartbeat.leaving-is-answered", API, "0-1")
                    .blaming(ERROR)
                    .saying("found 0 NONE"),
            invented("K707", "every member is assigned all partitions")
                    .by(request(API)
                            .willReturn(
                                    asKafka().with("Assignment.TopicPartitions[0].Partitions", List.of(0, 1, 2, 3))))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.partitions-shared", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("that no other member has"),
            invented("K708", "a partition is reassigned before its owner has given it up")
                    .by(request(API).willReturn(asKafka().asIfAsked("TopicPartitions", List.of())))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.revoked-before-reassigned", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("no partition while the other member has not told"),
            invented("K709", "a member that repeats its request is fenced")
                    .by(request(API)
                            .where(EPOCH, 2)
                            .where("TopicPartitions[*].Partitions[*]", 0)
                            .willReturn(asKafka().error(ErrorCode.FENCED_MEMBER_EPOCH))
                            .onNth(3))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.lost-answer-repeated", API, "1")
                    .blaming(ERROR)
                    .saying("found 110 FENCED_MEMBER_EPOCH"),
            invented("K710", "the partitions of a member that leaves stay with it")
                    .by(nobodyLeaves())
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.leavers-partitions-move", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1]"),
            invented("K711", "a static member that leaves for a while leaves for good")
                    .by(request(API)
                            .where(EPOCH, -2)
                            .willReturn(asKafka().asIfAsked(EPOCH, -1).with(EPOCH, -2)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.static-member-returns", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions ["),
            invented("K712", "two members have the same instance id")
                    .by(request(API).willReturn(asKafka().asIfAsked(INSTANCE, null)))
                    .failing("consumer-group-heartbeat.instance-in-use-refused", API, "0-1")
                    .blaming(ERROR)
                    .saying("UNRELEASED_INSTANCE_ID, found 0 NONE"),
            invented("K713", "an instance id is never free again")
                    .by(nobodyLeaves())
                    .failing("consumer-group-heartbeat.instance-freed", API, "0-1")
                    .blaming(ERROR)
                    .saying("found 111 UNRELEASED_INSTANCE_ID"),
            invented("K714", "a static member that was replaced is taken for an unknown one")
                    .by(request(API)
                            .where("RebalanceTimeoutMs", -1)
                            .where(INSTANCE, "instance-1")
                            .willReturn(asKafka().asIfAsked(INSTANCE, null))
                            .onNth(2))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.replaced-instance-fenced", API, "1")
                    .blaming(ERROR)
                    .saying("FENCED_INSTANCE_ID, found 25 UNKNOWN_MEMBER_ID"),
            refusing(
                    "K715",
                    "members that are not static leave for a while",
                    "leaving-for-a-while-needs-instance",
                    "0-1",
                    "INVALID_REQUEST"),
            refusing(
                    "K716",
                    "members are in any epoch that they like",
                    "newer-epoch-fenced",
                    "0-1",
                    "FENCED_MEMBER_EPOCH"),
            invented("K716b", "members may be in any epoch that was")
                    .by(request(API).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.older-epoch-fenced", API, "1")
                    .blaming(ERROR)
                    .saying("FENCED_MEMBER_EPOCH, found 0 NONE"),
            invented("K717", "a member that was fenced stays out")
                    .by(request(API)
                            .where(EPOCH, 0)
                            .willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID))
                            .onNth(2))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.fenced-member-rejoins", API, "1")
                    .blaming(ERROR)
                    .saying("0 NONE, found 25 UNKNOWN_MEMBER_ID"),
            refusing(
                    "K718",
                    "whoever sends heartbeats is a member",
                    "unknown-member-refused",
                    "0-1",
                    "UNKNOWN_MEMBER_ID"),
            refusing("K718b", "whoever leaves has left", "unknown-leaver-refused", "0-1", "UNKNOWN_MEMBER_ID"),
            refusing("K719", "groups that do not exist have members", "unknown-group-refused", "0-1", ""),
            refusing("K720", "members join without topics", "incomplete-join-refused", "0-1", "INVALID_REQUEST"),
            refusing("K721", "members join with partitions", "owner-joins-refused", "0-1", "INVALID_REQUEST"),
            refusing("K722", "an empty instance id is one", "empty-names-refused", "0-1", "INVALID_REQUEST"),
            refusing(
                    "K723",
                    "epoch -3 means nothing, and is accepted",
                    "impossible-epoch-refused",
                    "0-1",
                    "INVALID_REQUEST"),
            refusing("K724", "a member without an id is accepted", "nameless-member-refused", "0-1", "INVALID_REQUEST"),
            refusing(
                    "K725",
                    "an assignor that does not exist is replaced by another",
                    "unsupported-assignor-refused",
                    "0-1",
                    "UNSUPPORTED_ASSIGNOR"),
            invented("K726", "regular expressions match nothing")
                    .by(request(API)
                            .atVersion(1)
                            .where(EPOCH, 0)
                            .willReturn(asKafka().asIfAsked("SubscribedTopicRegex", "nothing")))
                    .failing("consumer-group-heartbeat.regex-assigned", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1]"),
            refusing(
                    "K727",
                    "regular expressions are not compiled",
                    "invalid-regex-refused",
                    "1",
                    "INVALID_REGULAR_EXPRESSION"),
            invented("K728", "topics that are created later are assigned to nobody")
                    .by(request(API).willReturn(asKafka().with(ASSIGNMENT, null)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.later-topic-assigned", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1]"),
            invented("K729", "partitions that are added are assigned to nobody")
                    .by(request(API).willReturn(asKafka().without(THIRD)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.added-partitions-assigned", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1, 2]"),
            invented("K730", "a member keeps the subscription with which it joined")
                    .by(request(API)
                            .where("RebalanceTimeoutMs", -1)
                            .willReturn(asKafka().asIfAsked("SubscribedTopicNames", null)))
                    .speaking(API, "1")
                    .failing("consumer-group-heartbeat.subscription-changes", API, "1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1]"),
            invented("K731", "a heartbeat that does not tell the topics ends the subscription")
                    .by(request(API)
                            .where("TopicPartitions", null)
                            .willReturn(asKafka().asIfAsked("SubscribedTopicNames", List.of())))
                    .failing("consumer-group-heartbeat.null-changes-nothing", API, "0-1")
                    .blaming(ASSIGNMENT)
                    .saying("the partitions [0, 1]"));

    private static Stub nobodyLeaves() {
        return request(API).where(EPOCH, -1).willReturn(aResponse().with(EPOCH, -1));
    }

    /** A broker that accepts what it must reject. */
    private static Mutant refusing(String id, String bug, String check, String versions, String expected) {
        MutantBuilder mutant = invented(id, bug)
                .by(request(API)
                        .atVersions(versions.startsWith("1") ? 1 : 0, 1)
                        .willReturn(asKafka().with(ERROR, ErrorCode.NONE)));
        return mutant.failing("consumer-group-heartbeat." + check, API, versions)
                .blaming(ERROR)
                .saying(expected + (expected.isEmpty() ? "" : ", ") + "found 0 NONE");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

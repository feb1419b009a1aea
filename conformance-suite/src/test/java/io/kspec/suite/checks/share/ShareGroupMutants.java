package io.kspec.suite.checks.share;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that coordinate share groups, show them or keep their offsets in other ways than KIP-932 says. */
final class ShareGroupMutants implements AreaMutants {
    private static final String HEARTBEAT = "ShareGroupHeartbeat";
    private static final String DESCRIBE = "ShareGroupDescribe";
    private static final String OFFSETS = "DescribeShareGroupOffsets";
    private static final String SUMMARY = "ReadShareGroupStateSummary";
    private static final String ERROR = "ErrorCode";
    private static final String START = "Groups[0].Topics[0].Partitions[0].StartOffset";
    private static final String RESULT = "Results[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            invented("K820", "a member that has joined is told the epoch with which it joined")
                    .by(request(HEARTBEAT).willReturn(asKafka().with("MemberEpoch", 0)))
                    .failing("share-group-heartbeat.member-joins", HEARTBEAT, "1")
                    .blaming("MemberEpoch")
                    .saying("is 1 or more, found 0"),
            invented("K1304", "nothing may be done with a share group")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Groups[*].AuthorizedOperations", 0)))
                    .failing("share-group-describe.operations-on-request", DESCRIBE, "1")
                    .blaming("Groups[0].AuthorizedOperations")
                    .saying("found 0"),
            invented(
                            "K1306",
                            "members of share groups are told the same interval of heartbeats, whatever is configured")
                    .by(request(HEARTBEAT).willReturn(asKafka().with("HeartbeatIntervalMs", 5000)))
                    .failing("share-group-heartbeat.configured-interval-told", HEARTBEAT, "1")
                    .blaming("HeartbeatIntervalMs")
                    .saying("5001, found 5000"),
            invented("K820b", "a member is given another id than it has chosen")
                    .by(request(HEARTBEAT).willReturn(asKafka().with("MemberId", "someone")))
                    .failing("share-group-heartbeat.member-joins", HEARTBEAT, "1")
                    .blaming("MemberId")
                    .saying("found someone"),
            invented("K821", "the last partition is assigned to nobody")
                    .by(request(HEARTBEAT).willReturn(asKafka().without("Assignment.TopicPartitions[0].Partitions[2]")))
                    .failing("share-group-heartbeat.all-partitions-assigned", HEARTBEAT, "1")
                    .blaming("Assignment")
                    .saying("the partitions [0, 1, 2]"),
            invented("K822", "a member keeps the subscription with which it joined")
                    .by(request(HEARTBEAT)
                            .where("MemberEpoch", 2)
                            .willReturn(asKafka().asIfAsked("SubscribedTopicNames", null)))
                    .failing("share-group-heartbeat.subscription-changes", HEARTBEAT, "1")
                    .blaming("Assignment")
                    .saying("the partition [0]"),
            invented("K823", "nobody leaves")
                    .by(request(HEARTBEAT)
                            .where("MemberEpoch", -1)
                            .willReturn(aResponse().with("MemberEpoch", -1)))
                    .failing("share-group-heartbeat.leaving-is-answered", HEARTBEAT, "1")
                    .blaming(ERROR)
                    .saying("found 0 NONE"),
            refusing("K824", "members are in any epoch that they like", "newer-epoch-fenced", "FENCED_MEMBER_EPOCH, "),
            invented("K825", "a member that was fenced stays out")
                    .by(request(HEARTBEAT)
                            .where("MemberEpoch", 0)
                            .willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID))
                            .onNth(2))
                    .failing("share-group-heartbeat.fenced-member-rejoins", HEARTBEAT, "1")
                    .blaming(ERROR)
                    .saying("0 NONE, found 25 UNKNOWN_MEMBER_ID"),
            refusing("K826", "whoever sends heartbeats is a member", "unknown-member-refused", "UNKNOWN_MEMBER_ID, "),
            refusing("K827", "groups that do not exist have members", "unknown-group-refused", ""),
            refusing("K828", "members join without topics", "malformed-join-refused", "INVALID_REQUEST, "),
            refusing(
                    "K829", "epoch -2 means nothing, and is accepted", "impossible-epoch-refused", "INVALID_REQUEST, "),
            refusing("K830", "a classic group has members that share", "classic-group-refused", "GROUP_ID_NOT_FOUND, "),
            invented("K831", "a share group has classic members")
                    .by(request("JoinGroup").willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("join-group.share-group-refused", "JoinGroup", "0-9")
                    .blaming(ERROR)
                    .saying("INCONSISTENT_GROUP_PROTOCOL, found 0 NONE"),
            shown(
                    "K835",
                    "assigned topics are shown without their names",
                    "stable-group",
                    "Members[0].Assignment.TopicPartitions[0].TopicName",
                    "",
                    "found \"\""),
            shown(
                    "K835b",
                    "a group with members is shown as empty",
                    "stable-group",
                    "GroupState",
                    "Empty",
                    "= Stable, found Empty"),
            shown(
                    "K836",
                    "members are shown without client ids",
                    "client-shown",
                    "Members[0].ClientId",
                    "",
                    "found \"\""),
            shown(
                    "K837",
                    "a group without members is dead",
                    "empty-group",
                    "GroupState",
                    "Dead",
                    "= Empty, found Dead"),
            shown(
                    "K838",
                    "groups that do not exist are described",
                    "unknown-group",
                    ERROR,
                    ErrorCode.NONE,
                    "found 0 NONE"),
            shown(
                    "K839",
                    "classic groups are described as share groups",
                    "classic-group",
                    ERROR,
                    ErrorCode.NONE,
                    "found 0 NONE"),
            invented("K840", "the filter of types finds share groups by any type")
                    .by(request("ListGroups").atVersion(5).willReturn(asKafka().asIfAsked("TypesFilter", List.of())))
                    .failing("list-groups.share-group", "ListGroups", "5")
                    .blaming("Groups")
                    .saying("no entry for"),
            invented("K841", "share groups are deleted while they are in use")
                    .by(request("DeleteGroups").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("delete-groups.share-group-in-use-refused", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("NON_EMPTY_GROUP, found 0 NONE"),
            invented("K842", "share groups cannot be deleted")
                    .by(request("DeleteGroups")
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NON_EMPTY_GROUP)))
                    .failing("delete-groups.share-group", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("0 NONE, found 68 NON_EMPTY_GROUP"),
            described(
                    "K845", "groups are shown to begin at the start of the log", "start-offset", "is 2 or 3, found 0"),
            invented("K846", "offsets are not shown unless they are asked for by topic")
                    .by(request(OFFSETS)
                            .where("Groups[*].Topics", null)
                            .willReturn(asKafka().with("Groups[*].Topics", List.of())))
                    .failing("describe-share-group-offsets.all-topics", OFFSETS, "0-1")
                    .blaming("Groups[0].Topics")
                    .saying("expected 1 entry"),
            invented("K846b", "a topic that does not exist is left out")
                    .by(request(OFFSETS).willReturn(asKafka().without("Groups[*].Topics[1]")))
                    .failing("describe-share-group-offsets.unknown-topic", OFFSETS, "0-1")
                    .blaming("Groups[0].Topics")
                    .saying("expected 2 entries"),
            described("K847", "groups that have read nothing have offset 0", "nothing-read", "= -1, found 0"),
            invented("K848", "the lag is that of all records")
                    .by(request(OFFSETS)
                            .atVersion(1)
                            .willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].Lag", 5)))
                    .failing("describe-share-group-offsets.lag", OFFSETS, "1")
                    .blaming("Groups[0].Topics[0].Partitions[0].Lag")
                    .saying("= 3, found 5"),
            invented("K849", "offsets that are altered are shown as before")
                    .by(request(OFFSETS).willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].StartOffset", 0)))
                    .failing("alter-share-group-offsets.begins-there", "AlterShareGroupOffsets", "0")
                    .blaming(OFFSETS, START)
                    .saying("= 2, found 0"),
            accepting(
                    "K850",
                    "groups are altered while they are in use",
                    "AlterShareGroupOffsets",
                    "alter-share-group-offsets.group-in-use-refused",
                    ERROR,
                    "NON_EMPTY_GROUP"),
            accepting(
                    "K851",
                    "topics that do not exist are altered",
                    "AlterShareGroupOffsets",
                    "alter-share-group-offsets.unknown-topic-refused",
                    "Responses[0].Partitions[0].ErrorCode",
                    "UNKNOWN_TOPIC_OR_PARTITION"),
            invented("K852", "topics that are forgotten have offset 0")
                    .by(request(OFFSETS).willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].StartOffset", 0)))
                    .failing("delete-share-group-offsets.forgets", "DeleteShareGroupOffsets", "0")
                    .blaming(OFFSETS, START)
                    .saying("= -1, found 0"),
            accepting(
                    "K853",
                    "groups forget topics while they are in use",
                    "DeleteShareGroupOffsets",
                    "delete-share-group-offsets.group-in-use-refused",
                    ERROR,
                    "NON_EMPTY_GROUP"),
            accepting(
                    "K854",
                    "groups that do not exist forget topics",
                    "DeleteShareGroupOffsets",
                    "delete-share-group-offsets.unknown-refused",
                    ERROR,
                    "GROUP_ID_NOT_FOUND"),
            summarized(
                    "K860",
                    "states begin at the start of the log",
                    "initialize-share-group-state.kept",
                    "InitializeShareGroupState",
                    0,
                    "= 7, found 0"),
            invented("K861", "what is written about records is lost")
                    .by(request("ReadShareGroupState")
                            .willReturn(asKafka().with("Results[*].Partitions[*].StateBatches", List.of())))
                    .speaking("WriteShareGroupState", "1")
                    .failing("write-share-group-state.read-back", "WriteShareGroupState", "1")
                    .blaming("ReadShareGroupState", RESULT + "StateBatches")
                    .saying("expected 1 entry"),
            invented("K862", "leaders of before write")
                    .by(request("WriteShareGroupState")
                            .willReturn(asKafka().with("Results[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("write-share-group-state.old-leader-fenced", "WriteShareGroupState", "0-1")
                    .blaming(RESULT + ERROR)
                    .saying("FENCED_LEADER_EPOCH, found 0 NONE"),
            invented("K863", "new leaders are told another start offset")
                    .by(request("ReadShareGroupState")
                            .willReturn(asKafka().with("Results[*].Partitions[*].StartOffset", 9)))
                    .failing("read-share-group-state.what-was-written", "ReadShareGroupState", "0")
                    .blaming(RESULT + "StartOffset")
                    .saying("= 0, found 9"),
            invented("K864", "the summary of a state has another start offset")
                    .by(request(SUMMARY).willReturn(asKafka().with("Results[*].Partitions[*].StartOffset", 0)))
                    .failing("read-share-group-state-summary.start-offset", SUMMARY, "0-1")
                    .blaming(RESULT + "StartOffset")
                    .saying("= 2, found 0"),
            summarized(
                    "K865",
                    "states outlive their deletion",
                    "delete-share-group-state.forgotten",
                    "DeleteShareGroupState",
                    2,
                    "found 2"));

    private static Mutant refusing(String id, String bug, String check, String expected) {
        return invented(id, bug)
                .by(request(HEARTBEAT).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                .failing("share-group-heartbeat." + check, HEARTBEAT, "1")
                .blaming(ERROR)
                .saying(expected + "found 0 NONE");
    }

    private static Mutant shown(String id, String bug, String check, String field, Object value, String says) {
        return invented(id, bug)
                .by(request(DESCRIBE).willReturn(asKafka().with("Groups[0]." + field, value)))
                .failing("share-group-describe." + check, DESCRIBE, "1")
                .blaming("Groups[0]." + field)
                .saying(says);
    }

    private static Mutant described(String id, String bug, String check, String says) {
        return invented(id, bug)
                .by(request(OFFSETS).willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].StartOffset", 0)))
                .failing("describe-share-group-offsets." + check, OFFSETS, "0-1")
                .blaming(START)
                .saying(says);
    }

    private static Mutant accepting(String id, String bug, String api, String check, String path, String expected) {
        return invented(id, bug)
                .by(request(api).willReturn(asKafka().with(path, ErrorCode.NONE)))
                .failing(check, api, "0")
                .blaming(path)
                .saying(expected + ", found 0 NONE");
    }

    private static Mutant summarized(String id, String bug, String check, String api, int offset, String says) {
        return invented(id, bug)
                .by(request(SUMMARY).willReturn(asKafka().with("Results[*].Partitions[*].StartOffset", offset)))
                .failing(check, api, "0")
                .blaming(SUMMARY, RESULT + "StartOffset")
                .saying(says);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

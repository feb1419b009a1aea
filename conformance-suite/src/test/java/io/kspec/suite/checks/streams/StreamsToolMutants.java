package io.kspec.suite.checks.streams;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brokers that show streams groups, keep their offsets or admit members of other groups in other ways than KIP-1071 says. */
final class StreamsToolMutants implements AreaMutants {
    private static final String HEARTBEAT = "StreamsGroupHeartbeat";
    private static final String DESCRIBE = "StreamsGroupDescribe";
    private static final String COMMIT = "OffsetCommit";
    private static final String COMMITTED = "Topics[0].Partitions[0].ErrorCode";

    private static final List<Map<String, Object>> A_TASK =
            List.of(Map.of("SubtopologyId", "0", "Partitions", List.of(0)));

    private static final List<Mutant> ALL = List.of(
            shown("K1160", "a group with members is shown as empty", "stable-group", "GroupState", "Empty", "Stable"),
            shown(
                    "K1160b",
                    "members are shown without tasks",
                    "stable-group",
                    "Members[0].Assignment.ActiveTasks",
                    List.of(),
                    "expected 1 entry"),
            shown(
                    "K1160c",
                    "members are shown without the tasks that they are to have",
                    "stable-group",
                    "Members[0].TargetAssignment.ActiveTasks",
                    List.of(),
                    "expected 1 entry"),
            shown(
                    "K1160d",
                    "members are shown without processes",
                    "stable-group",
                    "Members[0].ProcessId",
                    "",
                    "found \"\""),
            shown(
                    "K1160e",
                    "members are shown with tasks that they do not have",
                    "stable-group",
                    "Members[0].TargetAssignment.WarmupTasks",
                    A_TASK,
                    "expected 0 entries"),
            shown("K1161", "every topology is the first one", "topology-shown", "Topology.Epoch", 0, "= 3, found 0"),
            shown(
                    "K1161b",
                    "how many partitions internal topics have is not shown",
                    "topology-shown",
                    "Topology.Subtopologies[1].StateChangelogTopics[0].Partitions",
                    0,
                    "= 2, found 0"),
            shown(
                    "K1161c",
                    "subtopologies are shown without sources",
                    "topology-shown",
                    "Topology.Subtopologies[0].SourceTopics",
                    List.of(),
                    "SourceTopics = ["),
            shown(
                    "K1161d",
                    "internal topics are shown without the replication factor that is demanded",
                    "topology-shown",
                    "Topology.Subtopologies[1].StateChangelogTopics[0].ReplicationFactor",
                    0,
                    "= 1, found 0"),
            shown(
                    "K1161e",
                    "internal topics are shown without their configuration",
                    "topology-shown",
                    "Topology.Subtopologies[1].RepartitionSourceTopics[0].TopicConfigs",
                    List.of(),
                    "expected 1 entry"),
            shown(
                    "K1162",
                    "members are shown without client ids",
                    "client-shown",
                    "Members[0].ClientId",
                    "",
                    "found \"\""),
            shown(
                    "K1162b",
                    "members are shown as members of classic groups",
                    "client-shown",
                    "Members[0].IsClassic",
                    true,
                    "= false, found true"),
            shown(
                    "K1162c",
                    "members are shown with instance ids of nobody",
                    "client-shown",
                    "Members[0].InstanceId",
                    "",
                    "found \"\""),
            shown(
                    "K1163",
                    "members are shown without tags",
                    "process-shown",
                    "Members[0].ClientTags",
                    List.of(),
                    "expected 1 entry"),
            shown(
                    "K1163b",
                    "members are shown without racks",
                    "process-shown",
                    "Members[0].RackId",
                    null,
                    "= rack-1, found null"),
            shown(
                    "K1163c",
                    "members are shown with offsets that they have not told",
                    "process-shown",
                    "Members[0].TaskOffsets",
                    List.of(Map.of("SubtopologyId", "0", "Partition", 0, "Offset", 0)),
                    "expected 0 entries"),
            shown(
                    "K1164",
                    "a group without source topics is shown as stable",
                    "not-ready-group",
                    "GroupState",
                    "Stable",
                    "= NotReady, found Stable"),
            shown(
                    "K1165",
                    "a group that is rebalanced is shown as stable",
                    "reconciling-group",
                    "GroupState",
                    "Stable",
                    "= Reconciling, found Stable"),
            invented("K1184", "the assignment epoch is shown as the group epoch")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Groups[0].GroupEpoch", 3)))
                    .failing("streams-group-describe.group-epoch-ahead", DESCRIBE, "0")
                    .blaming("Groups[0].GroupEpoch")
                    .saying("is above 3, found 3"),
            shown(
                    "K1185",
                    "members are shown without standby tasks",
                    "standby-tasks-shown",
                    "Members[0].Assignment.StandbyTasks",
                    List.of(),
                    "expected 1 entry"),
            shown(
                    "K1166",
                    "a group without members is dead",
                    "empty-group",
                    "GroupState",
                    "Dead",
                    "= Empty, found Dead"),
            invented("K1167", "of several groups the first alone is described")
                    .by(request(DESCRIBE).willReturn(asKafka().without("Groups[1]")))
                    .failing("streams-group-describe.several-groups", DESCRIBE, "0")
                    .blaming("Groups")
                    .saying("expected 2 entries in Groups"),
            shown(
                    "K1168",
                    "groups that do not exist are described",
                    "unknown-group",
                    "ErrorCode",
                    ErrorCode.NONE,
                    "GROUP_ID_NOT_FOUND, found 0 NONE"),
            shown(
                    "K1168b",
                    "classic groups are described as streams groups",
                    "classic-group",
                    "ErrorCode",
                    ErrorCode.NONE,
                    "GROUP_ID_NOT_FOUND, found 0 NONE"),
            shown(
                    "K1169",
                    "operations that are not asked for are none, not unknown",
                    "operations-not-asked-for",
                    "AuthorizedOperations",
                    0,
                    "= -2147483648, found 0"),
            admitting(
                    "K1170",
                    "classic groups have members with tasks",
                    HEARTBEAT,
                    "streams-group-heartbeat.classic-group-refused",
                    "0"),
            admitting(
                    "K1171",
                    "consumer groups have members with tasks",
                    HEARTBEAT,
                    "streams-group-heartbeat.consumer-group-refused",
                    "0"),
            admitting(
                    "K1172",
                    "streams groups have consumers",
                    "ConsumerGroupHeartbeat",
                    "consumer-group-heartbeat.streams-group-refused",
                    "0-1"),
            admitting(
                    "K1173",
                    "streams groups have members that share",
                    "ShareGroupHeartbeat",
                    "share-group-heartbeat.streams-group-refused",
                    "1"),
            invented("K1174", "streams groups have classic members")
                    .by(request("JoinGroup").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("join-group.streams-group-refused", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_GROUP_PROTOCOL, found 0 NONE"),
            invented("K1175", "streams groups are listed as classic ones")
                    .by(request("ListGroups").atVersion(5).willReturn(asKafka().with("Groups[*].GroupType", "classic")))
                    .speaking("ListGroups", "5")
                    .failing("list-groups.streams-group", "ListGroups", "5")
                    .blaming("Groups[0].GroupType")
                    .saying("= streams, found classic"),
            invented("K1175b", "the filter of types finds streams groups by any type")
                    .by(request("ListGroups").atVersion(5).willReturn(asKafka().asIfAsked("TypesFilter", List.of())))
                    .failing("list-groups.streams-group", "ListGroups", "5")
                    .blaming("Groups")
                    .saying("no entry for"),
            invented("K1176", "streams groups are described as classic ones")
                    .by(request("DescribeGroups").willReturn(asKafka().with("Groups[*].GroupState", "Stable")))
                    .failing("describe-groups.streams-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].GroupState")
                    .saying("= Dead, found Stable"),
            invented("K1177", "streams groups are deleted while they are in use")
                    .by(request("DeleteGroups").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("delete-groups.streams-group-in-use-refused", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("NON_EMPTY_GROUP, found 0 NONE"),
            invented("K1178", "streams groups cannot be deleted")
                    .by(request("DeleteGroups")
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NON_EMPTY_GROUP)))
                    .failing("delete-groups.streams-group", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("0 NONE, found 68 NON_EMPTY_GROUP"),
            invented("K1179", "offsets of running applications are deleted")
                    .by(request("OffsetDelete")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.streams-group-subscribed-refused", "OffsetDelete", "0")
                    .blaming(COMMITTED)
                    .saying("GROUP_SUBSCRIBED_TO_TOPIC, found 0 NONE"),
            committed("K1180", "members of streams groups cannot commit", "streams-member-commits", 25, "found 25"),
            committed(
                    "K1181",
                    "members of streams groups commit in any epoch",
                    "streams-stale-epoch-refused",
                    0,
                    "STALE_MEMBER_EPOCH, found 0"),
            committed(
                    "K1182",
                    "strangers commit for streams groups",
                    "stranger-to-streams-group-refused",
                    0,
                    "UNKNOWN_MEMBER_ID or 22 ILLEGAL_GENERATION, found 0"),
            invented("K1183", "members of streams groups read offsets in any epoch")
                    .by(request("OffsetFetch")
                            .atVersions(9, 10)
                            .willReturn(asKafka().with("Groups[*].ErrorCode", ErrorCode.NONE)))
                    .failing("offset-fetch.streams-stale-epoch-refused", "OffsetFetch", "9-10")
                    .blaming("Groups[0].ErrorCode")
                    .saying("STALE_MEMBER_EPOCH, found 0 NONE"));

    private static Mutant shown(
            String id, String bug, String check, String field, @Nullable Object value, String says) {
        return invented(id, bug)
                .by(request(DESCRIBE).willReturn(asKafka().with("Groups[0]." + field, value)))
                .failing("streams-group-describe." + check, DESCRIBE, "0")
                .blaming("Groups[0]." + field)
                .saying(says);
    }

    /** Members of one type are admitted to groups of another one. */
    private static Mutant admitting(String id, String bug, String api, String check, String versions) {
        return invented(id, bug)
                .by(request(api).willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                .failing(check, api, versions)
                .blaming("ErrorCode")
                .saying("GROUP_ID_NOT_FOUND, found 0 NONE");
    }

    private static Mutant committed(String id, String bug, String check, int error, String says) {
        return invented(id, bug)
                .by(request(COMMIT)
                        .atVersions(9, 10)
                        .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", error)))
                .failing("offset-commit." + check, COMMIT, "9-10")
                .blaming(COMMITTED)
                .saying(says);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

package io.kspec.suite.checks.consumer;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.Comparator;
import java.util.List;

/** Brokers that show consumer groups wrongly, or keep their offsets in other ways than KIP-848 says. */
final class ConsumerToolMutants implements AreaMutants {
    private static final String DESCRIBE = "ConsumerGroupDescribe";
    private static final String COMMIT = "OffsetCommit";
    private static final String COMMITTED = "Topics[0].Partitions[0].ErrorCode";
    private static final String GROUP_ERROR = "Groups[0].ErrorCode";
    private static final String MEMBER = "Groups[*].Members[*].";

    private static final List<Mutant> ALL = List.of(
            shown(
                    "K740",
                    "a stable group is shown in another state",
                    "stable-group",
                    "GroupState",
                    "Reconciling",
                    "= Stable"),
            invented("K740b", "what a member is to have is not shown")
                    .by(request(DESCRIBE).willReturn(asKafka().without(MEMBER + "TargetAssignment.TopicPartitions[0]")))
                    .failing("consumer-group-describe.stable-group", DESCRIBE, "0-1")
                    .blaming("Groups[0].Members[0].TargetAssignment.TopicPartitions")
                    .saying("expected 1 entry"),
            invented("K740c", "assigned topics are shown without their names")
                    .by(request(DESCRIBE)
                            .willReturn(asKafka().with(MEMBER + "Assignment.TopicPartitions[*].TopicName", "")))
                    .failing("consumer-group-describe.stable-group", DESCRIBE, "0-1")
                    .blaming("Groups[0].Members[0].Assignment.TopicPartitions[0].TopicName")
                    .saying("found \"\""),
            shown(
                    "K741",
                    "members are shown without client ids",
                    "client-shown",
                    "Members[0].ClientId",
                    "",
                    "found \"\""),
            invented("K742", "static members are shown without instance ids")
                    .by(request(DESCRIBE).willReturn(asKafka().with(MEMBER + "InstanceId", null)))
                    .failing("consumer-group-describe.static-member", DESCRIBE, "0-1")
                    .blaming("Groups[0].Members[0].InstanceId")
                    .saying("= instance-1"),
            invented("K743", "members are shown without racks")
                    .by(request(DESCRIBE).willReturn(asKafka().with(MEMBER + "RackId", null)))
                    .failing("consumer-group-describe.rack-shown", DESCRIBE, "0-1")
                    .blaming("Groups[0].Members[0].RackId")
                    .saying("= rack-1"),
            invented("K744", "regular expressions are not shown")
                    .by(request(DESCRIBE).willReturn(asKafka().with(MEMBER + "SubscribedTopicRegex", null)))
                    .failing("consumer-group-describe.regex-shown", DESCRIBE, "0-1")
                    .blaming("Groups[0].Members[0].SubscribedTopicRegex")
                    .saying("expected Groups[0].Members[0].SubscribedTopicRegex"),
            invented("K745", "members of the consumer protocol are shown as classic ones")
                    .by(request(DESCRIBE).atVersion(1).willReturn(asKafka().with(MEMBER + "MemberType", 0)))
                    .failing("consumer-group-describe.member-type", DESCRIBE, "1")
                    .blaming("Groups[0].Members[0].MemberType")
                    .saying("= 1, found 0"),
            shown(
                    "K746",
                    "a group that is rebalanced is shown as stable",
                    "reconciling-group",
                    "GroupState",
                    "Stable",
                    "found Stable"),
            shown(
                    "K747",
                    "a group without members is dead",
                    "empty-group",
                    "GroupState",
                    "Dead",
                    "= Empty, found Dead"),
            invented("K748", "of several groups the first alone is described")
                    .by(request(DESCRIBE).willReturn(asKafka().without("Groups[1]")))
                    .failing("consumer-group-describe.several-groups", DESCRIBE, "0-1")
                    .blaming("Groups")
                    .saying("expected 2 entries in Groups"),
            invented("K749", "groups that do not exist are described")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Groups[*].ErrorCode", ErrorCode.NONE)))
                    .failing("consumer-group-describe.unknown-group", DESCRIBE, "0-1")
                    .blaming(GROUP_ERROR)
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K749b", "classic groups are described as consumer groups")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Groups[*].ErrorCode", ErrorCode.NONE)))
                    .failing("consumer-group-describe.classic-group", DESCRIBE, "0-1")
                    .blaming(GROUP_ERROR)
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K750", "operations that are not asked for are none, not unknown")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Groups[*].AuthorizedOperations", 0)))
                    .failing("consumer-group-describe.operations-not-asked-for", DESCRIBE, "0-1")
                    .blaming("Groups[0].AuthorizedOperations")
                    .saying("= -2147483648, found 0"),
            committed(
                    "K751",
                    "members of consumer groups cannot commit",
                    "consumer-member-commits",
                    "9-10",
                    25,
                    "found 25"),
            committed(
                    "K752",
                    "members commit in any epoch",
                    "stale-member-epoch-refused",
                    "9-10",
                    0,
                    "STALE_MEMBER_EPOCH, found 0"),
            committed(
                    "K753",
                    "strangers commit",
                    "stranger-to-consumer-group-refused",
                    "9-10",
                    0,
                    "UNKNOWN_MEMBER_ID, found 0"),
            committed(
                    "K754",
                    "nobody commits for an empty consumer group",
                    "empty-consumer-group",
                    "2-10",
                    25,
                    "found 25"),
            committed(
                    "K755",
                    "members commit at any version",
                    "old-version-of-consumer-member",
                    "2-8",
                    0,
                    "UNSUPPORTED_VERSION, found 0"),
            invented("K756", "members are told other offsets")
                    .by(request("OffsetFetch")
                            .atVersions(9, 10)
                            .willReturn(asKafka().with("Groups[*].Topics[*].Partitions[*].CommittedOffset", 0)))
                    .failing("offset-fetch.member-in-its-epoch", "OffsetFetch", "9-10")
                    .blaming("Groups[0].Topics[0].Partitions[0].CommittedOffset")
                    .saying("= 12, found 0"),
            fetched(
                    "K757",
                    "members are told offsets in any epoch",
                    "stale-member-epoch-refused",
                    "STALE_MEMBER_EPOCH"),
            fetched("K758", "strangers are told offsets as members", "unknown-member-refused", "UNKNOWN_MEMBER_ID"),
            invented("K770", "all members are shown as consumers")
                    .by(request(DESCRIBE)
                            .atVersion(1)
                            .willReturn(asKafka()
                                    .with(MEMBER + "MemberType", 1)
                                    .rewriting(ConsumerToolMutants::withLongestIdFirst)))
                    .failing("consumer-group-describe.classic-member", DESCRIBE, "1")
                    .blaming("Groups[0].Members[0].MemberType")
                    .saying("= 0, found 1"),
            shown(
                    "K771",
                    "another assignor is shown than is used",
                    "assignor-shown",
                    "AssignorName",
                    "uniform",
                    "= range, found uniform"),
            invented("K772", "consumers join share groups")
                    .by(request("ConsumerGroupHeartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("consumer-group-heartbeat.share-group-refused", "ConsumerGroupHeartbeat", "0-1")
                    .blaming("ErrorCode")
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K773", "a consumer group has members that share")
                    .by(request("ShareGroupHeartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("share-group-heartbeat.consumer-group-refused", "ShareGroupHeartbeat", "1")
                    .blaming("ErrorCode")
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K774", "offsets of consumer groups are deleted while they are in use")
                    .by(request("OffsetDelete")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.consumer-group-subscribed-refused", "OffsetDelete", "0")
                    .blaming("Topics[0].Partitions[0].ErrorCode")
                    .saying("GROUP_SUBSCRIBED_TO_TOPIC, found 0 NONE"),
            invented("K760", "a classic member does not learn that its group is upgraded")
                    .by(request("Heartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .speaking("ConsumerGroupHeartbeat", "1")
                    .failing("consumer-group-heartbeat.classic-group-upgraded", "ConsumerGroupHeartbeat", "1")
                    .blaming("Heartbeat", "ErrorCode")
                    .saying("found 0 NONE"),
            invented("K761", "consumers join groups of others")
                    .by(request("ConsumerGroupHeartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("consumer-group-heartbeat.foreign-protocol-refused", "ConsumerGroupHeartbeat", "0-1")
                    .blaming("ErrorCode")
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K762", "others join groups of consumers")
                    .by(request("JoinGroup").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("join-group.consumer-group-of-others-refused", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_GROUP_PROTOCOL, found 0 NONE"),
            invented("K763", "consumer groups are listed as classic ones")
                    .by(request("ListGroups").atVersion(5).willReturn(asKafka().with("Groups[*].GroupType", "classic")))
                    .speaking("ListGroups", "5")
                    .failing("list-groups.consumer-group", "ListGroups", "5")
                    .blaming("Groups[0].GroupType")
                    .saying("= consumer, found classic"),
            invented("K763b", "the filter of types finds consumer groups by any type")
                    .by(request("ListGroups").atVersion(5).willReturn(asKafka().asIfAsked("TypesFilter", List.of())))
                    .failing("list-groups.consumer-group", "ListGroups", "5")
                    .blaming("Groups")
                    .saying("no entry for"),
            invented("K764", "consumer groups are described as classic ones")
                    .by(request("DescribeGroups").willReturn(asKafka().with("Groups[*].GroupState", "Stable")))
                    .failing("describe-groups.consumer-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].GroupState")
                    .saying("= Dead, found Stable"),
            invented("K765", "consumer groups are deleted while they are in use")
                    .by(request("DeleteGroups").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("delete-groups.consumer-group-in-use-refused", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("NON_EMPTY_GROUP, found 0 NONE"),
            invented("K766", "consumer groups cannot be deleted")
                    .by(request("DeleteGroups")
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NON_EMPTY_GROUP)))
                    .failing("delete-groups.consumer-group", "DeleteGroups", "0-3")
                    .blaming("Results[0].ErrorCode")
                    .saying("0 NONE, found 68 NON_EMPTY_GROUP"));

    private static Mutant shown(String id, String bug, String check, String field, String value, String says) {
        return invented(id, bug)
                .by(request(DESCRIBE).willReturn(asKafka().with("Groups[0]." + field, value)))
                .failing("consumer-group-describe." + check, DESCRIBE, "0-1")
                .blaming("Groups[0]." + field)
                .saying(says);
    }

    private static Mutant committed(String id, String bug, String check, String versions, int error, String says) {
        int highest = versions.equals("2-8") ? 8 : 10;
        int lowest = versions.equals("9-10") ? 9 : 2;
        return invented(id, bug)
                .by(request(COMMIT)
                        .atVersions(lowest, highest)
                        .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", error)))
                .failing("offset-commit." + check, COMMIT, versions)
                .blaming(COMMITTED)
                .saying(says);
    }

    private static Mutant fetched(String id, String bug, String check, String expected) {
        return invented(id, bug)
                .by(request("OffsetFetch")
                        .atVersions(9, 10)
                        .willReturn(asKafka().with("Groups[*].ErrorCode", ErrorCode.NONE)))
                .failing("offset-fetch." + check, "OffsetFetch", "9-10")
                .blaming(GROUP_ERROR)
                .saying(expected + ", found 0 NONE");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }

    /** A description of one group whose first member is the classic one. Brokers list members in any order. */
    private static Message withLongestIdFirst(Message response) {
        Message group = response.getStructs("Groups").get(0);
        List<Message> members = group.getStructs("Members").stream()
                .sorted(Comparator.comparingInt(
                        (Message member) -> -member.getString("MemberId").length()))
                .toList();
        return response.with("Groups", List.of(group.with("Members", members)));
    }
}

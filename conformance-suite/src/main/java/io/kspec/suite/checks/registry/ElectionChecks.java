package io.kspec.suite.checks.registry;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import java.util.List;
import java.util.Map;

/**
 * Checks of how the instances of a Schema Registry elect a leader: in a group of type {@code sr}, whose metadata and
 * assignments are JSON, which means nothing to the broker.
 */
class ElectionChecks {
    private static final String GROUP = "Groups[0].";

    @ConformanceTest(
            id = "schema-registry.leader-is-elected",
            profile = "schema-registry",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat", "LeaveGroup"},
            requirement =
                    "In a group of type \"sr\" every member gets the bytes that the leader assigned to it, unchanged,"
                            + " and the group is stable then. When the leader leaves, another member leads.",
            source = "Confluent Schema Registry 056f1314, SchemaRegistryProtocol; Karapace 6fe0cf42,"
                    + " schema_coordinator.py",
            why = "The assignment says in JSON where schemas can be registered. A registry that cannot read it does not"
                    + " start; one that is told to rejoin over and over does not either (SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void aLeaderIsElectedAndReplaced(Case test) {
        try (Group group = new Group(test)) {
            RegistryMember one = RegistryMember.confluent(group, "registry");
            RegistryMember two = RegistryMember.karapace(group, "other-registry");
            group.gather(one.member(), two.member());
            boolean first = one.member().leads();
            RegistryMember leader = first ? one : two;
            RegistryMember follower = first ? two : one;
            elect(leader, follower);
            leader.member().leave();
            follower.member().awaitRebalance();
            follower.member()
                    .join()
                    .expect("ProtocolName", RegistryMember.PROTOCOL)
                    .expect("Leader", follower.member().id())
                    .expectSize("Members", 1)
                    .expect("Members[0].Metadata", follower.identity());
            Bytes elected = follower.electedByKarapace();
            follower.member().sync(RegistryMember.toAll(elected, follower)).expect("Assignment", elected);
        }
    }

    @ConformanceTest(
            id = "schema-registry.election-described",
            profile = "schema-registry",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "A group of type \"sr\" is described as any other: with its type, its protocol, and the metadata and"
                            + " assignments of its members as the bytes that they are.",
            source = "message definition DescribeGroupsResponse: MemberMetadata, MemberAssignment",
            why =
                    "Tools show which registry leads; a broker that reads assignments as those of consumers fails on JSON.")
    void theGroupIsDescribed(Case test) {
        try (Group group = new Group(test)) {
            RegistryMember one = RegistryMember.confluent(group, "registry");
            RegistryMember two = RegistryMember.confluent(group, "other-registry");
            group.gather(one.member(), two.member());
            Bytes elected = one.member().leads() ? elect(one, two) : elect(two, one);
            Answer described = group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Stable")
                    .expect(GROUP + "ProtocolType", RegistryMember.PROTOCOL_TYPE)
                    .expect(GROUP + "ProtocolData", RegistryMember.PROTOCOL)
                    .expectSize(GROUP + "Members", 2);
            for (RegistryMember registry : List.of(one, two)) {
                String at = entry(
                        described,
                        GROUP + "Members[MemberId=" + registry.member().id() + "]");
                described.expect(at + "MemberMetadata", registry.identity()).expect(at + "MemberAssignment", elected);
            }
        }
    }

    @ConformanceTest(
            id = "schema-registry.election-listed",
            profile = "schema-registry",
            api = "ListGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A group of type \"sr\" is listed with its type.",
            source = "message definition ListGroupsResponse: ProtocolType",
            why = "Tools take every other type for consumers, and then fail on the JSON of its members.")
    void theGroupIsListed(Case test) {
        try (Group group = new Group(test)) {
            RegistryMember registry = RegistryMember.confluent(group, "registry");
            group.gather(registry.member());
            elect(registry);
            Answer listed = test.ask(group.connection(), GroupRequests.list()).expectError("ErrorCode", ErrorCode.NONE);
            listed.expect(
                    entry(listed, "Groups[GroupId=" + group.id() + "]") + "ProtocolType", RegistryMember.PROTOCOL_TYPE);
        }
    }

    /** The first of some instances assigns, as the leader; all of them get the assignment, which is returned. */
    private static Bytes elect(RegistryMember... leaderFirst) {
        Bytes elected = leaderFirst[0].electedByConfluent();
        Map<String, Bytes> assignments = RegistryMember.toAll(elected, leaderFirst);
        for (RegistryMember registry : leaderFirst) {
            registry.member().sync(assignments).expect("Assignment", elected);
            assignments = Map.of();
        }
        for (RegistryMember registry : leaderFirst) {
            registry.member().heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
        return elected;
    }

    private static String entry(Answer answer, String path) {
        return answer.entry(path).orElseThrow(() -> answer.failure(path, "an entry", "none"));
    }
}

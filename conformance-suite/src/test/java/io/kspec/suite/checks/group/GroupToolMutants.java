package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that show tools their groups wrongly, or remove the wrong ones. */
final class GroupToolMutants implements AreaMutants {
    private static final String MEMBER = "Groups[*].Members[*].";
    private static final String FETCHED = "Groups[*].Topics[*].Partitions[CommittedOffset=-1].CommittedOffset";

    private static final List<Mutant> ALL = List.of(
            mutant("Q27b", "DescribeGroups of an unknown group is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("DescribeGroups")
                            .willReturn(
                                    asKafka().error(ErrorCode.INVALID_GROUP_ID).afterApplying()))
                    .failing("describe-groups.unknown-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"),
            invented("K15", "a group's protocol type is not told")
                    .by(request("DescribeGroups").willReturn(asKafka().with("Groups[*].ProtocolType", "")))
                    .failing("describe-groups.stable-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].ProtocolType")
                    .saying("= consumer"),
            invented("K16", "members are shown without their assignments")
                    .by(request("DescribeGroups").willReturn(asKafka().with(MEMBER + "MemberAssignment", Bytes.EMPTY)))
                    .failing("describe-groups.stable-group", "DescribeGroups", "0-6")
                    .blaming("Groups[0].Members[0].MemberAssignment")
                    .saying("found []"),
            invented("K17", "CompletingRebalance has the name that it had before KIP-848")
                    .by(request("DescribeGroups")
                            .willReturn(asKafka()
                                    .with("Groups[GroupState=CompletingRebalance].GroupState", "AwaitingSync")))
                    .failing("describe-groups.states", "DescribeGroups", "0-6")
                    .blaming("Groups[0].GroupState")
                    .saying("found AwaitingSync"),
            invented("K18", "a group that never had a member is Dead, whatever it has committed")
                    .by(request("DescribeGroups")
                            .willReturn(asKafka().with("Groups[GroupState=Empty].GroupState", "Dead")))
                    .failing("describe-groups.only-commits", "DescribeGroups", "0-6")
                    .blaming("Groups[0].GroupState")
                    .saying("= Empty, found Dead"),
            invented("K19", "of several groups the first alone is described")
                    .by(request("DescribeGroups").willReturn(asKafka().without("Groups[1]")))
                    .failing("describe-groups.several-groups", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("expected 2 entries in Groups"),
            invented("K20", "operations that are not asked for are none, not unknown")
                    .by(request("DescribeGroups").willReturn(asKafka().with("Groups[*].AuthorizedOperations", 0)))
                    .failing("describe-groups.operations-not-asked-for", "DescribeGroups", "3-6")
                    .blaming("Groups[0].AuthorizedOperations")
                    .saying("= -2147483648, found 0"),
            invented("K21", "static members are shown without instance ids")
                    .by(request("DescribeGroups").willReturn(asKafka().with(MEMBER + "GroupInstanceId", null)))
                    .failing("describe-groups.static-member", "DescribeGroups", "4-6")
                    .blaming("Groups[0].Members[0].GroupInstanceId")
                    .saying("= instance-1, found null"),
            invented("K22", "a member that has no assignment yet has null, where no version allows it")
                    .by(request("DescribeGroups")
                            .atVersions(0, 4)
                            .willReturn(
                                    asKafka().replacingBytesOf(MEMBER + "MemberAssignment", Bytes.fromHex("ffffffff"))))
                    .failing("describe-groups.no-assignment-yet", "DescribeGroups", "0-4")
                    .blaming("Groups[0].Members[0].MemberAssignment")
                    .saying("null"),
            invented("K23", "groups with members are not listed")
                    .by(request("ListGroups").willReturn(asKafka().without("Groups[ProtocolType=consumer]")))
                    .failing("list-groups.group-is-listed", "ListGroups", "0-5")
                    .blaming("Groups")
                    .saying("one entry for"),
            invented("K24", "groups that never had a member are not listed")
                    .by(request("ListGroups").willReturn(asKafka().without("Groups[ProtocolType=]")))
                    .failing("list-groups.only-commits", "ListGroups", "0-5")
                    .blaming("Groups")
                    .saying("one entry for"),
            invented("K25", "the filter of states is not looked at")
                    .by(request("ListGroups").willReturn(asKafka().asIfAsked("StatesFilter", List.of())))
                    .failing("list-groups.states-filter", "ListGroups", "4-5")
                    .blaming("Groups")
                    .saying("no entry for"),
            invented("K489", "a filter of states that do not exist is ignored")
                    .by(request("ListGroups")
                            .where("StatesFilter[*]", "Kspec")
                            .willReturn(asKafka().asIfAsked("StatesFilter", List.of())))
                    .failing("list-groups.unknown-state-filter", "ListGroups", "4-5")
                    .blaming("Groups")
                    .saying("no entry for"),
            invented("K26", "the filter of types is not looked at")
                    .by(request("ListGroups").willReturn(asKafka().asIfAsked("TypesFilter", List.of())))
                    .failing("list-groups.types-filter", "ListGroups", "5")
                    .blaming("Groups")
                    .saying("no entry for"),
            mutant("P24", "deleting a group that does not exist succeeds", "pg_kafka CONF-4")
                    .by(request("DeleteGroups").willReturn(asKafka().error(ErrorCode.NONE)))
                    .failing("delete-groups.unknown-group-refused", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("69 GROUP_ID_NOT_FOUND"),
            mutant("P3", "LeaveGroup does not read its members, so that no group is ever empty", "pg_kafka e7282c3")
                    .by(request("LeaveGroup").atVersion(5).willReturn(asKafka().asIfAsked("Members", List.of())))
                    .failing("delete-groups.after-leaving", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("68 NON_EMPTY_GROUP"),
            invented("K27", "deleting a group that is in use succeeds")
                    .by(request("DeleteGroups").willReturn(asKafka().error(ErrorCode.NONE)))
                    .failing("delete-groups.group-in-use-refused", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("68 NON_EMPTY_GROUP"),
            invented("K28", "offsets outlive the group that is deleted")
                    .by(request("OffsetFetch").willReturn(asKafka().with(FETCHED, 12)))
                    .failing("delete-groups.offsets-are-gone", "DeleteGroups", "0-3")
                    .blaming("OffsetFetch", "Groups[0].Topics[0].Partitions[0].CommittedOffset")
                    .saying("= -1, found 12"),
            invented("K482", "one group that is in use keeps all others of the request")
                    .by(request("DeleteGroups")
                            .willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NON_EMPTY_GROUP)))
                    .failing("delete-groups.group-in-use-spares-others", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("=0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

package io.kspec.suite.checks.rules;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that break a rule which holds for every API. */
final class RuleMutants implements AreaMutants {
    private static final String SECOND = "kspec-no-such-item-2";

    private static final List<Mutant> ALL = List.of(
            invented("K145", "the second of several groups is not described")
                    .by(request("DescribeGroups")
                            .where("Groups[*]", SECOND)
                            .willReturn(asKafka().without("Groups[GroupId=" + SECOND + "]")))
                    .failing("rules.every-item-answered-once", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("none for " + SECOND),
            invented("K146", "a group is described that nobody asked for")
                    .by(request("DescribeGroups")
                            .where("Groups[*]", SECOND)
                            .willReturn(asKafka().adding("Groups", Map.of("GroupId", "uninvited"))))
                    .failing("rules.every-item-answered-once", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("uninvited, which was not asked for"),
            invented("K147", "partition 1 of a topic is answered as partition 0")
                    .by(request("ListOffsets")
                            .where("Topics[*].Name", SECOND)
                            .willReturn(asKafka().with("Topics[Name=" + SECOND + "].Partitions[1].PartitionIndex", 0)))
                    .failing("rules.every-item-answered-once", "ListOffsets", "0-11")
                    .blaming("Topics")
                    .saying("none for " + SECOND + ", 1"),
            invented("K148", "a request with unknown tagged fields ends the connection")
                    .by(request("Metadata").fromClient("kspec-newer").willReturn(disconnectBeforeApplying()))
                    .failing("rules.unknown-tags-ignored", "Metadata", "9-13")
                    .saying("closed"),
            invented("K149", "a request with unknown tagged fields is refused")
                    .by(request("ListGroups")
                            .fromClient("kspec-newer")
                            .willReturn(asKafka().with("ErrorCode", 42)))
                    .failing("rules.unknown-tags-ignored", "ListGroups", "3-5")
                    .blaming("ErrorCode")
                    .saying("found [42 INVALID_REQUEST]"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

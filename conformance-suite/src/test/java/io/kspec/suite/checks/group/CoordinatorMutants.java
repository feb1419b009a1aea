package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers whose coordinators cannot be found, or hand out what is another's. */
final class CoordinatorMutants implements AreaMutants {
    private static final List<Mutant> ALL = List.of(
            mutant(
                            "Q13",
                            "a coordinator is named before it is ready: the first OffsetFetch is refused",
                            "Quafka 6ec7a6d")
                    .by(request("OffsetFetch")
                            .atVersion(1)
                            .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                            .onFirst(1))
                    .failing("offset-fetch.named-coordinator-answers", "OffsetFetch", "1")
                    .blaming("Topics[0].Partitions[0].ErrorCode")
                    .saying("found 16 NOT_COORDINATOR"),
            mutant("S14", "FindCoordinator v0 has the layout of version 1", "SeaweedFS 663f3d8f3, 4e58592c0")
                    .by(request("FindCoordinator")
                            .atVersion(0)
                            .willReturn(asKafka().inLayoutOf(1)))
                    .failing("find-coordinator.group-has-one", "FindCoordinator", "0")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v1"),
            mutant("S15", "FindCoordinator v2 has the layout of version 0", "SeaweedFS 89891bac8, 56608aead")
                    .by(request("FindCoordinator")
                            .atVersion(2)
                            .willReturn(asKafka().inLayoutOf(0)))
                    .failing("find-coordinator.group-has-one", "FindCoordinator", "2")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v0"),
            mutant(
                            "S16",
                            "the host of FindCoordinator v3 has its plain length, not that and 1",
                            "SeaweedFS ae3aea43a, 5c78f9678")
                    .by(request("FindCoordinator")
                            .atVersion(3)
                            .willReturn(asKafka().miscounting("Host", -1)))
                    .failing("find-coordinator.group-has-one", "FindCoordinator", "3")
                    .blaming("Host")
                    .saying("length"),
            mutant("S4", "coordinators are named by a host that Metadata does not know", "SeaweedFS 5f8b632ff")
                    .by(request("FindCoordinator")
                            .atVersions(0, 3)
                            .willReturn(asKafka().with("Host", "kafka-gateway.invalid")))
                    .failing("find-coordinator.group-has-one", "FindCoordinator", "0-3")
                    .blaming("NodeId")
                    .saying("kafka-gateway.invalid"),
            mutant("K1", "every producer gets the same id", "no project; KIP-98 forbids it")
                    .by(request("InitProducerId").willReturn(asKafka().with("ProducerId", 1000)))
                    .failing("init-producer-id.gives-an-id", "InitProducerId", "0-6")
                    .blaming("ProducerId")
                    .saying("is not 1000 again"),
            invented("K349", "a coordinator that was named refuses the first member of a group")
                    .by(request("JoinGroup")
                            .atVersion(3)
                            .willReturn(asKafka().error(ErrorCode.NOT_COORDINATOR))
                            .onFirst(1))
                    .failing("join-group.first-member-leads", "JoinGroup", "3")
                    .blaming("ErrorCode")
                    .saying("0 NONE, found 16 NOT_COORDINATOR"),
            invented("K55", "of several keys the first alone is answered")
                    .by(request("FindCoordinator").willReturn(asKafka().without("Coordinators[1]")))
                    .failing("find-coordinator.several-keys", "FindCoordinator", "4-6")
                    .blaming("Coordinators")
                    .saying("expected 3 entries"),
            invented("K56", "every kind of coordinator is the one of groups")
                    .by(request("FindCoordinator")
                            .atVersions(1, 3)
                            .willReturn(asKafka().asIfAsked("KeyType", 0)))
                    .failing("find-coordinator.unknown-key-type-refused", "FindCoordinator", "1-3")
                    .blaming("ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

package io.kspec.suite.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Every mutant. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        ConnectionMutants.ALL,
                        NegotiationMutants.ALL,
                        MetadataMutants.ALL,
                        TopicMutants.ALL,
                        ProduceMutants.ALL,
                        FetchMutants.ALL,
                        ListOffsetsMutants.ALL,
                        CoordinatorMutants.ALL,
                        JoinGroupMutants.ALL,
                        SyncGroupMutants.ALL,
                        MembershipMutants.ALL,
                        StaticMemberMutants.ALL,
                        OffsetCommitMutants.ALL,
                        OffsetFetchMutants.ALL,
                        GroupToolMutants.ALL)
                .flatMap(List::stream)
                .toList();
    }
}

package io.kspec.suite.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Every mutant. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        NegotiationMutants.ALL,
                        MetadataMutants.ALL,
                        ProduceMutants.ALL,
                        FetchMutants.ALL,
                        ListOffsetsMutants.ALL,
                        CoordinatorMutants.ALL,
                        MembershipMutants.ALL,
                        OffsetMutants.ALL)
                .flatMap(List::stream)
                .toList();
    }
}

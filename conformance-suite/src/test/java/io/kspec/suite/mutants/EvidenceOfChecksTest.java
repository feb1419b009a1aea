package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A check is admitted by evidence: at least one mutant makes it fail. */
class EvidenceOfChecksTest {
    @Test
    void everyCheckHasAMutantThatItFinds() {
        Set<String> checks =
                ConformanceRun.checks().stream().map(ConformanceTest::id).collect(Collectors.toSet());
        Set<String> proven = MutantSearch.all().stream().map(Mutant::check).collect(Collectors.toSet());

        assertThat(proven).containsExactlyInAnyOrderElementsOf(checks);
    }
}

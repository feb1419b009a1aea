package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.suite.ConformanceTest;
import io.kspec.suite.run.ConformanceRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A check is admitted by evidence: at least one mutant makes it fail. Those that have none yet are declared in a file. */
class EvidenceOfChecksTest {
    private static final String DECLARED = "checks-without-mutant.txt";

    private final Set<String> checks =
            ConformanceRun.checks().stream().map(ConformanceTest::id).collect(Collectors.toCollection(TreeSet::new));
    private final Set<String> proven = Mutants.all().stream().map(Mutant::check).collect(Collectors.toSet());

    @Test
    void aCheckWithoutMutantIsDeclaredAsSuch() throws IOException {
        Set<String> lacking = new TreeSet<>(checks);
        lacking.removeAll(proven);
        assertThat(declared())
                .as("%s: of %d checks, those that no mutant makes fail", DECLARED, checks.size())
                .containsExactlyElementsOf(lacking);
    }

    @Test
    void everyMutantIsFoundByACheckThatThereIs() {
        assertThat(checks).containsAll(proven);
    }

    private static List<String> declared() throws IOException {
        try (InputStream in = EvidenceOfChecksTest.class.getResourceAsStream(DECLARED)) {
            assertThat(in).as(DECLARED).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}

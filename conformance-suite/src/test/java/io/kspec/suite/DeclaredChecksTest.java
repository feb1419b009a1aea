package io.kspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every check says of itself. */
class DeclaredChecksTest {
    private static final List<ConformanceTest> CHECKS = ConformanceRun.checks();
    private static final int MANY = 40;

    /** The APIs that the mock broker answers and that clients produce and consume with. */
    private static final Set<String> COVERED = Set.of(
            "ApiVersions",
            "Metadata",
            "CreateTopics",
            "DeleteTopics",
            "Produce",
            "Fetch",
            "ListOffsets",
            "InitProducerId",
            "FindCoordinator",
            "JoinGroup",
            "SyncGroup",
            "Heartbeat",
            "LeaveGroup",
            "OffsetCommit",
            "OffsetFetch",
            "DescribeGroups",
            "ListGroups");

    static Stream<ConformanceTest> checks() {
        return CHECKS.stream();
    }

    @Test
    void noTwoChecksHaveTheSameId() {
        assertThat(CHECKS.stream().map(ConformanceTest::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void anIdIsAnAreaAndAFewWords(ConformanceTest check) {
        assertThat(check.id()).matches("[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckSaysWhatIsRequiredWhereAndWhy(ConformanceTest check) {
        assertThat(check.requirement()).as("%s, requirement", check.id()).endsWith(".");
        assertThat(check.source()).as("%s, source", check.id()).isNotBlank();
        assertThat(check.why()).as("%s, why", check.id()).isNotBlank();
        assertThat(check.profile()).as("%s, profile", check.id()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckSweepsVersionsThatThereAre(ConformanceTest check) {
        assertThat(check.needs())
                .allSatisfy(api -> assertThat(Catalog.standard().api(api)).isNotNull());
        Versions wanted = Versions.parse(check.versions());
        boolean ofOneApi = !check.api().isEmpty() && !check.api().equals(ConformanceTest.EVERY_API);
        if (ofOneApi) {
            assertThat(Catalog.standard()
                            .api(check.api())
                            .versions()
                            .intersect(wanted)
                            .isEmpty())
                    .as("%s: versions %s of %s", check.id(), wanted, check.api())
                    .isFalse();
        }
    }

    @Test
    void everyApiOfProducersAndConsumersHasACheckOfMeaning() {
        Set<String> checked = CHECKS.stream().map(ConformanceTest::api).collect(Collectors.toSet());
        assertThat(checked).containsAll(COVERED);
        assertThat(CHECKS.stream().filter(check -> COVERED.contains(check.api())))
                .hasSizeGreaterThanOrEqualTo(MANY);
    }
}

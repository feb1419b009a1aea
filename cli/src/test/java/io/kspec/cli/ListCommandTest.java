package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ClientFlowCheck;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.launch.ConformanceRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {
    @Test
    void apisListsEachOnceWithItsVersions() {
        CommandRun run = CommandRun.of("list", "apis");

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines())
                .hasSizeGreaterThanOrEqualTo(Catalog.standard().apis().size() + 1)
                .anySatisfy(line -> assertThat(line).matches(" +9  OffsetFetch +0-\\d+ +6\\+ +0-\\d+ +0"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void checksListsEachWithItsLevel() {
        CommandRun run = CommandRun.of("list", "checks");

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines())
                .hasSize(checks() + 1 + Profiles.ALL.size())
                .contains("must    wire.well-formed-answer", "must    client.sarama.commit-resume");
    }

    @Test
    void checksAreCountedByProfile() {
        List<String> lines = CommandRun.of("list", "checks").outLines();
        int checks = checks();

        List<String> counts = lines.subList(checks + 1, lines.size());
        assertThat(counts).extracting(line -> line.substring(8)).isEqualTo(Profiles.ALL);
        assertThat(counts.stream()
                        .mapToInt(line -> Integer.parseInt(line.substring(0, 7).strip()))
                        .sum())
                .isEqualTo(checks);
    }

    private static int checks() {
        return ConformanceRun.checks().size() + ClientFlowCheck.packaged().size();
    }

    @Test
    void checksVerboseSaysWhy() {
        CommandRun run = CommandRun.of("list", "checks", "--verbose");

        assertThat(run.out()).contains("Why: ").contains("Source: ");
        assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void releasesListsThoseOfTheUnion() {
        CommandRun run = CommandRun.of("list", "releases");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(System.getProperty("kafka.newest")).contains(System.getProperty("kafka.oldest"));
    }

    @Test
    void withoutASubjectTheUsageIsPrintedAsAnError() {
        CommandRun run = CommandRun.of("list");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: kspec list").contains("apis");
    }
}

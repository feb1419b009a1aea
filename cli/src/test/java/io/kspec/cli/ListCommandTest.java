package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.Catalog;
import org.junit.jupiter.api.Test;

class ListCommandTest {
    @Test
    void apisListsEachOnceWithItsVersions() {
        CommandRun run = CommandRun.of("list", "apis");

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines())
                .hasSizeGreaterThanOrEqualTo(Catalog.standard().apis().size() + 1)
                .anySatisfy(line -> assertThat(line).matches(" +9  OffsetFetch +0-\\d+ +6\\+.*"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void withoutASubjectTheUsageIsPrintedAsAnError() {
        CommandRun run = CommandRun.of("list");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: kspec list").contains("apis");
    }
}

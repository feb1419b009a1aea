package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KspecTest {
    @Test
    void withoutACommandTheUsageIsPrintedAsAnError() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Usage: kspec").contains("explain").contains("list");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void helpIsAResultAndFitsEightyColumns() {
        for (String[] args : new String[][] {{"--help"}, {"explain", "--help"}, {"list", "--help"}}) {
            CommandRun run = CommandRun.of(args);

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void theVersionNamesTheReleasesOfKafka() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("kspec ")
                .contains(System.getProperty("kafka.newest"))
                .contains(System.getProperty("kafka.oldest"));
    }

    @Test
    void anUnknownCommandIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of("dance");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("dance").contains("Try: kspec --help").doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionNamesTheCommandWhoseHelpHelps() {
        CommandRun run = CommandRun.of("explain", "--colour");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--colour").contains("Try: kspec explain --help");
    }
}

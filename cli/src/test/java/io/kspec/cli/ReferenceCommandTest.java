package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceCommandTest {
    @Test
    void whatIsNoReleaseIsAnErrorOfUsage() {
        assertUsage("expected a release of Apache Kafka such as 4.3.1, found \"latest\"", "reference", "latest");
        assertUsage("Missing required parameter: 'RELEASE'", "reference");
        assertUsage("--port: expected a number from 0 to 65535, found -1", "reference", "4.3.1", "--port", "-1");
        assertUsage("--brokers: expected a number from 1, found 0", "reference", "4.3.1", "--brokers", "0");
    }

    private static void assertUsage(String message, String... args) {
        CommandRun run = CommandRun.of(args);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }
}

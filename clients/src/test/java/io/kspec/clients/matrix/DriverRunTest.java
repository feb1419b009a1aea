package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.broker.PlayedTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that are shell scripts: they get the address, a prefix and the jobs as arguments. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class DriverRunTest {
    private static final String SAY =
            "say() { echo '{\"client\":\"c\",\"version\":\"1\",\"job\":\"'$1'\",\"ok\":'$2',\"millis\":5,\"detail\":\"\"}'; }; ";

    private final Path folder;

    DriverRunTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<JobResult> play(String script, String... jobs) throws IOException, InterruptedException {
        DriverCommand command = new DriverCommand(List.of("sh", "-c", SAY + script, "driver"), Map.of(), folder);
        return new DriverRun(
                        command, new PlayedTarget("host:1", Map.of()), "p", folder.resolve("errors"), Duration.ZERO)
                .play(Stream.of(jobs)
                        .map(job -> new DeclaredJob(job, "", "", List.of(), "", Duration.ofSeconds(2)))
                        .toList());
    }

    @Test
    void everyJobHasALine() throws IOException, InterruptedException {
        assertThat(play("echo noise; say $3 true; say $4 false", "a", "b"))
                .containsExactly(new JobResult("1", "a", true, 5, ""), new JobResult("1", "b", false, 5, ""));
    }

    @Test
    void aDriverThatHangsIsEndedAndTheOtherJobsArePlayed() throws IOException, InterruptedException {
        List<JobResult> results =
                play("for j; do case $j in bad) sleep 60;; a|c) say $j true;; esac; done", "a", "bad", "c");

        assertThat(results).extracting(JobResult::isOk).containsExactly(true, false, true);
        assertThat(results.get(1).detail()).isEqualTo("did not end within 2 s");
    }

    @Test
    void aDriverThatEndsEarlyIsNamedWithItsLastWordsAndTheOtherJobsArePlayed()
            throws IOException, InterruptedException {
        List<JobResult> results =
                play("for j; do case $j in bad) echo why >&2; exit 3;; c) say c true;; esac; done", "bad", "c");

        assertThat(results).extracting(JobResult::isOk).containsExactly(false, true);
        assertThat(results.get(0).detail()).isEqualTo("the driver ended with status 3: why");
    }
}

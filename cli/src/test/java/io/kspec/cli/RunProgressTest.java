package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Death;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunProgressTest {
    private static final Check CHECK =
            new Check("wire.answers", "Answers", Level.MUST, "It answers.", "Kafka", "Clients wait.", "core");
    private static final ApiVersion HEARTBEAT = new ApiVersion(12, "Heartbeat", 1);

    private final StringWriter err = new StringWriter();
    private Instant now = Instant.EPOCH;

    private RunProgress progress(boolean interactive, String... options) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                Colours.NONE,
                Colours.NONE,
                interactive,
                Terminal.WIDTH,
                Terminal.WIDTH);
        InstantSource clock = () -> now;
        return new RunProgress(
                terminal,
                CommandLine.populateCommand(new RunOutput(), options),
                KnownFailureOptions.Known.NOTHING,
                clock);
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        RunProgress progress = progress(true);

        progress.began("wire.answers", "Heartbeat v1");
        progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        progress.began("wire.answers", "Heartbeat v2");
        progress.end();

        assertThat(err.toString())
                .isEqualTo("\r\u001b[K0 cases, 0 failed  wire.answers Heartbeat v1"
                        + "\r\u001b[K1 case, 0 failed  wire.answers Heartbeat v2\r\u001b[K");
    }

    @Test
    void theLineNeverWraps() {
        RunProgress progress = progress(true);

        progress.began("a-check-with-a-name-that-goes-on." + "and-on".repeat(20), "Heartbeat v1");

        assertThat(err.toString().substring("\r\u001b[K".length())).hasSize(Terminal.WIDTH - 1);
    }

    @Test
    void elsewhereALineComesNowAndThen() {
        RunProgress progress = progress(false);

        progress.began("wire.answers", "Heartbeat v1");
        progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        assertThat(err.toString()).isEmpty();
        now = now.plus(Duration.ofSeconds(60));
        progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        progress.end();

        assertThat(err.toString()).isEqualTo("2 cases, 0 failed, 0.0/s\n");
    }

    @Test
    void aTotalGivesARateAndAnEstimate() {
        RunProgress progress = progress(true);
        progress.planned(1000);

        for (int i = 0; i < 100; i++) {
            progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        }
        now = now.plus(Duration.ofSeconds(2));
        progress.began("wire.answers", "Heartbeat v1");
        now = now.plus(Duration.ofSeconds(8));
        progress.began("wire.answers", "Heartbeat v1");
        progress.planned(100);
        progress.began("wire.answers", "Heartbeat v1");

        assertThat(err.toString().split("\r\u001b\\[K"))
                .containsExactly(
                        "",
                        "100 of 1000 cases, 0 failed  wire.answers Heartbeat v1",
                        "100 of 1000 cases, 0 failed, 10/s, 1:30 left  wire.answers Heartbeat v1",
                        "100 cases, 0 failed, 10/s  wire.answers Heartbeat v1");
    }

    @Test
    void quietIsQuietOnATerminalToo() {
        RunProgress progress = progress(true, "--quiet");

        progress.began("wire.answers", "Heartbeat v1");
        progress.ended(CaseResult.error(CHECK, HEARTBEAT, "it broke", 1, 1, List.of()));
        progress.end();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void verboseTellsOfEveryCaseAndWhyItWasNotPlayed() {
        RunProgress progress = progress(false, "--verbose");

        progress.ended(CaseResult.passed(CHECK, HEARTBEAT, 1, 1));
        progress.ended(CaseResult.skipped(CHECK, HEARTBEAT, "needs three\nbrokers"));

        assertThat(err.toString())
                .isEqualTo("pass  wire.answers  Heartbeat v1\nskip  wire.answers  Heartbeat v1  needs three brokers\n");
    }

    @Test
    void whatWasNotPlayedIsCountedApart() {
        RunProgress progress = progress(true);

        progress.ended(CaseResult.blocked(CHECK, HEARTBEAT, "needs a coordinator", "a coordinator"));
        progress.ended(CaseResult.notPlayed(CHECK, HEARTBEAT, "interrupted"));
        progress.began("wire.answers", "Heartbeat v1");

        assertThat(err.toString())
                .isEqualTo("\r\u001b[K2 cases, 0 failed, 1 blocked, 1 not played  wire.answers Heartbeat v1");
    }

    @Test
    void aDeathIsToldWithItsCase() {
        RunProgress progress = progress(false);
        Failure failure = new Failure("an answer", "silence", List.of());

        progress.ended(CaseResult.failed(
                CHECK,
                HEARTBEAT,
                failure.with(new Death(null, "kspec run", null, List.of(), true)),
                1,
                1,
                List.of(),
                null,
                List.of()));

        assertThat(err.toString()).isEqualTo("FAIL  wire.answers  Heartbeat v1  (the target died)\n");
    }

    @Test
    void failuresAreToldAtOnceAndNotWithoutEnd() {
        RunProgress progress = progress(false);

        for (int i = 0; i < 30; i++) {
            progress.ended(CaseResult.failed(
                    CHECK,
                    HEARTBEAT,
                    new Failure("an answer", "silence", List.of()),
                    1,
                    1,
                    List.of(),
                    null,
                    List.of()));
        }

        assertThat(err.toString().lines())
                .hasSize(21)
                .startsWith("FAIL  wire.answers  Heartbeat v1")
                .endsWith("More failures: see the report.");
    }
}

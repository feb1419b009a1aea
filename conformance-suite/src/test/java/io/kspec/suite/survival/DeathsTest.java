package io.kspec.suite.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Death;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.process.TargetCommand;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs against a target that kspec starts, and that dies of some requests. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
class DeathsTest {
    private static final String WELL_FORMED = "wire.well-formed-answer";
    private static final String HOSTILE = "wire.truncated-request-refused";
    /** For a process that a busy machine may leave without processor time; a death is noticed at once all the same. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** Each silence of a target that hangs is awaited for as long. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static final Duration START = Duration.ofMinutes(2);

    private static final Set<String> APIS = Set.of("Heartbeat", "ListGroups", "LeaveGroup", "FindCoordinator");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachRequestThatKillsIsNamedAndTheRestOfTheRunIsPlayed() throws Exception {
        RunLog log = play(WELL_FORMED, PATIENT, "Heartbeat:2=dies", "ListGroups:1=dies", "LeaveGroup:3=dies");

        assertThat(deaths(log))
                .as(() -> deaths(log).stream()
                        .map(result -> result.api() + ": " + result.failure())
                        .toList()
                        .toString())
                .extracting(result -> result.check().id() + " " + result.api())
                .containsExactlyInAnyOrder(
                        WELL_FORMED + " Heartbeat v2", WELL_FORMED + " ListGroups v1", WELL_FORMED + " LeaveGroup v3");
        assertThat(deaths(log)).allSatisfy(result -> {
            Death death = death(result);
            assertThat(death.exitStatus()).isEqualTo(FragileBroker.EXIT_STATUS);
            assertThat(death.output()).anyMatch(line -> line.startsWith("panic: request "));
            assertThat(death.restarted()).isTrue();
            assertThat(death.repeat())
                    .startsWith("kspec run --exec '")
                    .contains("' --command-config 'my client.properties' --case " + WELL_FORMED + "@");
            ExchangeEvent killer = (ExchangeEvent) result.timeline().get(Objects.requireNonNull(death.event()));
            assertThat(killer.api()).isEqualTo(result.api());
            assertThat(killer.response()).isNull();
        });
        assertThat(others(log)).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
        assertThat(Objects.requireNonNull(log.footer()).incomplete()).isNull();
        assertThat(log.footer().liveness().alive()).isTrue();
    }

    @Test
    void whatKillsTheTargetIsNotSentAgain() throws Exception {
        RunLog log = play("*.*", PATIENT, "LeaveGroup:3=dies");

        assertThat(deaths(log)).singleElement().satisfies(result -> {
            assertThat(result.api()).hasToString("LeaveGroup v3");
            assertThat(Causes.of(log.results()).of(result).orElseThrow().blocked())
                    .hasSizeGreaterThan(3)
                    .allMatch(blocked -> Objects.requireNonNull(blocked.reason())
                            .equals("LeaveGroup v3 kills the target: see wire.well-formed-answer, LeaveGroup v3"));
        });
    }

    /** Also not by cases that were in flight, or waited to begin, when another one killed the target by the same request. */
    @Test
    void whatHasKilledTheTargetTwiceIsNotPlayedAgain() throws Exception {
        RunLog log = play("leave-group.*", PATIENT, "LeaveGroup:3=dies");

        assertThat(deaths(log)).hasSize(2).allSatisfy(result -> assertThat(result.api())
                .hasToString("LeaveGroup v3"));
        assertThat(others(log))
                .filteredOn(result -> result.verdict() == Verdict.BLOCKED)
                .isNotEmpty()
                .allMatch(
                        result -> Objects.requireNonNull(result.reason()).startsWith("LeaveGroup v3 kills the target"));
    }

    @Test
    void aHostileRequestThatKillsWhileLaterCasesAreInFlightIsNamed() throws Exception {
        RunLog log = play(HOSTILE, PATIENT, "LeaveGroup:2=dies-later-of-a-malformed-one");

        assertThat(deaths(log)).singleElement().satisfies(result -> assertThat(
                        result.check().id() + " " + result.api())
                .isEqualTo(HOSTILE + " LeaveGroup v2"));
        assertThat(others(log)).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
    }

    @Test
    void aTargetThatHangsIsKilledAndStartedAgain() throws Exception {
        RunLog log = play(WELL_FORMED, SILENCE, "LeaveGroup:2=hangs");

        assertThat(deaths(log)).singleElement().satisfies(result -> {
            assertThat(result.api()).hasToString("LeaveGroup v2");
            assertThat(death(result).exitStatus()).isNull();
            assertThat(Objects.requireNonNull(result.failure()).found()).contains("silence");
        });
        assertThat(others(log)).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
    }

    @Test
    void aTargetThatNeverAnswersIsReportedWithWhatItPrinted() {
        TargetCommand command = TargetCommand.of("echo no config for {port}; exit 3", null, Duration.ofSeconds(10));

        assertThatThrownBy(() -> ConformanceRun.of(settings(WELL_FORMED, command, Duration.ofSeconds(1)))
                        .execute())
                .isInstanceOf(NoKafkaThere.class)
                .hasMessageContaining("exit status 3")
                .hasMessageContaining("no config for " + command.target().port());
    }

    private RunLog play(String check, Duration timeout, String... weaknesses) throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            TargetCommand command = TargetCommand.of(FragileBroker.command(broker, weaknesses), null, START);
            RunOutcome outcome =
                    ConformanceRun.of(settings(check, command, timeout)).execute();
            RunLog log = RunLog.read(outcome.logFile());
            assertThat(log.faults()).isEmpty();
            return log;
        }
    }

    private RunSettings settings(String check, TargetCommand command, Duration timeout) {
        Selection selection = Selection.EVERYTHING
                .including(check)
                .excluding(List.of("ready.*"))
                .withApis(APIS);
        return RunSettings.of(command.target(), folder.resolve("run.jsonl"))
                .withSelection(selection)
                .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(timeout))
                .withCommand(command)
                .withClientOptions("--command-config", "my client.properties");
    }

    private static List<CaseResult> deaths(RunLog log) {
        return log.results().stream()
                .filter(result -> result.failure() != null && result.failure().death() != null)
                .toList();
    }

    private static Death death(CaseResult result) {
        Failure failure = Objects.requireNonNull(result.failure());
        return Objects.requireNonNull(failure.death());
    }

    private static List<CaseResult> others(RunLog log) {
        return log.results().stream()
                .filter(result -> !deaths(log).contains(result))
                .toList();
    }
}

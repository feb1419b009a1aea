package io.kspec.cli;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kspec run} with scenarios of a user. */
class ScenariosOfRunTest {
    private static final String ID = "scenario.stranger";

    private static final String STRANGER =
            """
            name: stranger
            description: A heartbeat from a member that the group does not know
            roles: [member]
            names: [group]
            sweep: Heartbeat
            steps:
              - name: a heartbeat
                role: member
                request: Heartbeat
                to: {coordinator: "${group}"}
                body: {GroupId: "${group}", GenerationId: 1, MemberId: nobody}
                expect: {ErrorCode: UNKNOWN_MEMBER_ID}
            """;

    private static final String GARBAGE =
            """
            name: garbage
            description: A frame that is no request closes the connection
            roles: [stranger]
            steps:
              - name: four bytes
                role: stranger
                raw: ff ff ff ff
                size: none
              - name: the broker hangs up
                role: stranger
                expect-disconnect: 5s
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path scenarios = Path.of("");

    @BeforeEach
    void writeScenarios() throws IOException {
        scenarios = Files.createDirectories(folder.resolve("flows"));
        Files.writeString(scenarios.resolve("stranger.yaml"), STRANGER);
        Files.writeString(scenarios.resolve("garbage.yaml"), GARBAGE);
    }

    @Test
    void aScenarioIsACheckAtEveryVersionThatItSweeps() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            CommandRun run = run(broker, "--check", "scenario.*");

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(results()).hasSize(6).allSatisfy(result -> assertThat(result.verdict())
                    .isEqualTo(Verdict.PASS));
            assertThat(results().get(0).check().requirement())
                    .isEqualTo("A heartbeat from a member that the group does not know.");
            assertThat(results().get(0).check().source()).isEqualTo("scenario " + scenarios.resolve("stranger.yaml"));
            assertThat(results().get(5).check().hostile()).isTrue();
        }
    }

    @Test
    void aStepThatFindsSomethingElseFailsTheCaseAndItsBytesAreBlamed() throws IOException {
        try (MockBroker broker = lenient()) {
            CommandRun run = run(broker, "--case", ID + "@3");

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
            CaseResult failed = results().get(0);
            assertThat(results()).hasSize(1);
            assertThat(Objects.requireNonNull(failed.failure()).expected())
                    .isEqualTo("step 1, a heartbeat: ErrorCode 25 UNKNOWN_MEMBER_ID");
            assertThat(Objects.requireNonNull(failed.failure()).found()).isEqualTo("ErrorCode 0 NONE");
            assertThat(Objects.requireNonNull(failed.blame()).path()).isEqualTo("ErrorCode");
            assertThat(failed.timeline()).hasAtLeastOneElementOfType(ExchangeEvent.class);
            assertThat(folder.resolve("report/junit.xml")).content().contains(ID);
            assertThat(folder.resolve("report/report.html")).content().contains(ID);
        }
    }

    @Test
    void aScenarioMayBeAKnownFailure() throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.yaml"),
                "known-failures:\n  - check: " + ID + "\n    versions: 0-3\n    reason: strangers are welcome\n");
        try (MockBroker broker = lenient()) {
            CommandRun run = run(broker, "--check", ID, "--known-failures", known.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("Failures: 4 known, 1 new");

            CommandRun updated = CommandRun.of(
                    "known-failures", folder.resolve("report").toString(), "--file", known.toString(), "--update");
            assertThat(updated.exitCode()).as(updated.err()).isZero();
            assertThat(run(broker, "--check", ID, "--known-failures", known.toString())
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void whatTheTargetLacksSkipsTheScenario() throws IOException {
        try (MockBroker broker =
                MockBroker.builder().versions("Heartbeat", Versions.NONE).start()) {
            run(broker, "--check", ID);

            assertThat(results()).singleElement().satisfies(result -> assertThat(result.reason())
                    .isEqualTo("the target does not advertise Heartbeat"));
        }
    }

    @Test
    void mistakesInAFileAreToldWithLineAndColumnBeforeAnythingIsStarted() throws IOException {
        Path broken = Files.writeString(scenarios.resolve("broken.yaml"), STRANGER.replace("MemberId:", "Member:"));

        CommandRun run = CommandRun.of("run", "--report", report(), "--scenarios", scenarios.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("invalid scenarios:")
                .contains(broken + ":11:")
                .contains("Member")
                .doesNotContain("embedded");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void anIdOfNoScenarioIsAnErrorOfUsage() {
        assertThat(CommandRun.of("run", "--check", ID).err())
                .contains("--check: expected the id of a check, found " + ID + "; name the scenarios with --scenarios");
        assertThat(CommandRun.of("run", "--scenarios", scenarios.toString(), "--case", "scenario.strangr@1")
                        .err())
                .contains("--case: expected the id of a check, found scenario.strangr; did you mean " + ID + "?");
        assertThat(CommandRun.of(
                                "run",
                                "--scenarios",
                                scenarios.toString(),
                                "--scenarios",
                                scenarios.resolve("stranger.yaml").toString())
                        .err())
                .contains("expected a unique name, found stranger");
    }

    @Test
    void asAClientOnlyItsFlowsArePlayed() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            CommandRun run = run(broker, "--as", "rskafka");

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(results())
                    .extracting(result -> result.check().id())
                    .contains("client.rskafka.produce-acks-all")
                    .allMatch(id -> id.startsWith("client.rskafka."));
        }
    }

    @Test
    void aClientWithoutFlowsIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of("run", "--as", "rskafka,rskafak");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--as: expected one of ", "found rskafak; did you mean rskafka?");
    }

    /** A broker that takes heartbeats from anybody. */
    private static MockBroker lenient() throws IOException {
        MockBroker broker = MockBroker.start();
        broker.stubFor(request("Heartbeat").willReturn(asKafka().with("ErrorCode", 0)));
        return broker;
    }

    private String report() {
        return folder.resolve("report").toString();
    }

    private CommandRun run(MockBroker broker, String... options) {
        List<String> args = new ArrayList<>(List.of(
                "run", "--target", broker.bootstrap(), "--report", report(), "--scenarios", scenarios.toString()));
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private List<CaseResult> results() throws IOException {
        return RunLog.read(folder.resolve("report/run.jsonl")).results();
    }
}

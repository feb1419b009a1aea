package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.Outcome;
import io.kspec.reports.Summary;
import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Death;
import io.kspec.runlog.Environment;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private static final ApiVersion FETCH = new ApiVersion(1, "Fetch", 4);
    private static final CaseResult PASSED = CaseResult.passed(check("fetch.answers", Level.MUST, false), FETCH, 1, 1);

    private final StringWriter out = new StringWriter();
    private int width = Terminal.WIDTH;

    private static Check check(String id, Level level, boolean hostile) {
        return new Check(id, "It answers", level, "It answers.", "Kafka", "Clients wait.", "core", hostile, Harm.NONE);
    }

    private static CaseResult failed(Check check, Failure failure, Frame request) {
        return CaseResult.failed(
                check,
                FETCH,
                failure,
                1,
                1,
                List.of(new ExchangeEvent("client", 1, FETCH, 1, 0, null, request, null)),
                null,
                List.of());
    }

    private static CaseResult failed(String id, Level level, boolean hostile) {
        Failure failure = new Failure("an answer to " + id, "silence of " + id, List.of());
        return failed(check(id, level, hostile), failure, Frame.of(new byte[3], List.of()));
    }

    private RunSummary summary(List<CaseResult> results, @Nullable String incomplete, String... filters) {
        RunHeader header = new RunHeader(
                "1",
                new TargetAddress("localhost", 9092),
                Instant.EPOCH,
                "kspec-1",
                List.of(new AdvertisedApi(1, "Fetch", 4, 11)),
                List.of(),
                new RunOptions("all", List.of(filters)),
                new Environment("17", "Linux"));
        RunFooter footer = new RunFooter(
                Instant.EPOCH.plusSeconds(3), VerdictCounts.of(results), new Liveness(true, "it answers"), incomplete);
        RunLog log = new RunLog(header, results, footer, List.of());
        return new RunSummary(terminal(), log, Summary.of(log));
    }

    private Terminal terminal() {
        PrintWriter writer = new PrintWriter(out, true);
        return new Terminal(
                InputStream.nullInputStream(), writer, writer, Colours.NONE, Colours.NONE, false, width, width);
    }

    private static Cause cause(Severity severity, CaseResult result) {
        String found = Objects.requireNonNull(result.failure()).found();
        Face face = Face.of(found, List.of(result));
        return new Cause(result.check().id(), found, severity, List.of(face), List.of(), List.of());
    }

    /** Prints a run whose causes are given. */
    private String print(Cause... causes) {
        List<CauseDigest> digests = new ArrayList<>();
        for (Cause cause : causes) {
            digests.add(new CauseDigest(digests.size() + 1, cause));
        }
        Summary summary = new Summary(
                Outcome.NOT_CONFORMANT,
                "Not conformant",
                "It fails.",
                List.of(),
                digests,
                VerdictCounts.NONE,
                1,
                0,
                "localhost:9092",
                null);
        new RunSummary(terminal(), new RunLog(null, List.of(), null, List.of()), summary).print();
        return out.toString();
    }

    private int exitCode(CaseResult... results) {
        return summary(List.of(results), null).exitCode();
    }

    private String print(List<CaseResult> results, String... filters) {
        summary(results, null, filters).print();
        return out.toString();
    }

    @Test
    void aLineTellsWhatStopsEachClient() {
        CaseResult broken = CaseResult.failed(
                check("fetch.records", Level.MUST, false),
                new ApiVersion(1, "Fetch", 11),
                new Failure("records", "none", List.of()),
                1,
                1,
                List.of(),
                null,
                List.of(new ClientReaction("KafkaJS", "\"RangeError\"")));
        summary(List.of(broken), null).print();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern("Clients: [0-9]+ of [0-9]+ jobs of [0-9]+ clients are stopped,")
                .containsPattern(
                        "kafkajs: [0-9]+ of [0-9]+ jobs stopped, such as [a-z0-9-]+: \"RangeError\" \\(Fetch v11\\)");
    }

    @Test
    void nothingIsSaidOfClientsThatNothingStops() {
        summary(List.of(PASSED), null).print();

        assertThat(out.toString()).doesNotContain("Clients:");
    }

    @Test
    void theExitCodeIsZeroOnlyIfAllThatAppliesWasPlayedAndPassed() {
        Check check = PASSED.check();
        CaseResult blocked = CaseResult.blocked(check, FETCH, "needs a leader", "a leader");
        CaseResult failed = failed("fetch.waits", Level.SHOULD, false);

        assertThat(exitCode(PASSED)).isZero();
        assertThat(exitCode(PASSED, CaseResult.skipped(check, FETCH, "not advertised")))
                .isZero();
        assertThat(exitCode(PASSED, blocked)).isEqualTo(4);
        assertThat(exitCode(PASSED, CaseResult.notPlayed(check, FETCH, "interrupted")))
                .isEqualTo(4);
        assertThat(exitCode(PASSED, CaseResult.error(check, FETCH, "a bug", 1, 1, List.of())))
                .isEqualTo(4);
        assertThat(exitCode()).isEqualTo(4);
        assertThat(exitCode(CaseResult.skipped(check, FETCH, "not advertised"))).isEqualTo(4);
        assertThat(summary(List.of(PASSED), "interrupted").exitCode()).isEqualTo(4);
        assertThat(exitCode(PASSED, blocked, failed)).isEqualTo(1);
        assertThat(summary(List.of(failed), "interrupted").exitCode()).isEqualTo(1);
    }

    @Test
    void anApiThatTheTargetDoesNotAdvertiseIsNotCheckedAndNotConformant() {
        RunSummary summary = summary(List.of(PASSED), null, "api ShareFetch");

        summary.print();

        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(out.toString())
                .startsWith("\nNothing checked\nlocalhost:9092 does not advertise ShareFetch, so nothing that was");
    }

    @Test
    void eachVerdictHasItsCount() {
        Check check = PASSED.check();

        assertThat(print(List.of(
                        PASSED,
                        CaseResult.blocked(check, FETCH, "needs a leader", "a leader"),
                        CaseResult.notPlayed(check, FETCH, "interrupted"),
                        CaseResult.notPlayed(check, FETCH, "interrupted"))))
                .contains("1 passed, 0 failed, 0 skipped, 0 errors, 1 blocked, 2 not played, in 3.0 s")
                .contains("2 cases were not played: Fetch v4.");
    }

    @Test
    void theUnitStandsInTheLineOfItsNumber() {
        for (width = 40; width <= Terminal.WIDTH; width++) {
            out.getBuffer().setLength(0);
            assertThat(print(List.of(PASSED))).contains("in 3.0 s\n");
        }
    }

    @Test
    void causesAreNumberedUnderTheirSeverity() {
        String text = print(
                cause(Severity.CLIENTS_FAIL, failed("fetch.records", Level.MUST, false)),
                cause(Severity.CLIENTS_COPE, failed("fetch.waits", Level.SHOULD, false)),
                cause(Severity.ROBUSTNESS, failed("wire.truncated", Level.MUST, true)));

        assertThat(text)
                .containsSubsequence(
                        "Clients fail\n\n1.  ",
                        "silence of fetch.records",
                        "Fetch v4",
                        "expected: an answer to fetch.records",
                        "1 case of fetch.records (must)",
                        "Clients cope\n\n2.  ",
                        "silence of fetch.waits",
                        "Robustness: only hostile or malformed requests show it\n\n3.  ",
                        "silence of wire.truncated");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Terminal.WIDTH));
    }

    @Test
    void tenCausesAreShownAndTheRestIsInTheReport() {
        Cause[] causes = new Cause[14];
        for (int i = 0; i < causes.length; i++) {
            causes[i] = cause(Severity.CLIENTS_FAIL, failed("fetch.number-" + i, Level.MUST, false));
        }

        assertThat(print(causes))
                .contains("10. ")
                .doesNotContain("11. ")
                .endsWith("and 4 more causes (see the report)\n");
    }

    @Test
    void theRequirementIsNotGivenAsTheExpectation() {
        Check check = check("fetch.answers", Level.MUST, false);
        Failure failure = new Failure(check.requirement(), "a closed connection", List.of());

        CaseResult failed = failed(check, failure, Frame.of(new byte[3], List.of()));

        assertThat(print(cause(Severity.CLIENTS_FAIL, failed)))
                .contains("a closed connection")
                .doesNotContain("It answers.");
    }

    @Test
    void aDeathIsShownWithItsRequestItsOutputAndTheCommandThatRepeatsIt() {
        Check check = check("fetch.answers", Level.MUST, false);
        String command = "kspec run --target localhost:9092 --timeout 3s --case fetch.answers@4 --exec 'broker {port}'";
        Death death = new Death(0, command, 139, Collections.nCopies(9, "panic: \u001b[31mnil"), false);
        Failure failure = new Failure("an answer", "a closed connection", List.of()).with(death);

        CaseResult failed = failed(check, failure, Frame.of(new byte[300], List.of()));

        assertThat(print(cause(Severity.TARGET_DIES, failed)))
                .contains("    killed by: Fetch v4, 300 bytes: 00000000 00000000 ")
                .contains(" …\n")
                .contains("    exit status 139 (SIGSEGV)\n    | panic: \\u001b[31mnil\n")
                .contains("    repeat it:\n      " + command + "\n")
                .contains("    The target did not come back.\n")
                .doesNotContain("\u001b");
    }
}

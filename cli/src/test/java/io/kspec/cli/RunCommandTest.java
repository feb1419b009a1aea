package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.console.Terminal;
import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String COMPLETENESS = "api-versions.group-apis-are-complete";

    @TempDir
    private Path folder = Path.of("");

    @Tag("long")
    @Test
    void withoutATargetTheMockBrokerIsChecked() throws IOException {
        CommandRun run = run("--api", "Metadata");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).startsWith("No --target given: checking the embedded mock broker.\n");
        assertThat(run.out())
                .startsWith("\nConformant\n")
                .contains(" 0 failed, 0 skipped, 0 errors, 0 blocked, 0 not played");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("badge.svg")).content().contains("conformant");
        assertThat(folder.resolve("badge.json")).isNotEmptyFile();
        assertThat(folder.resolve("junit.xml"))
                .content()
                .contains("<testsuites")
                .doesNotContain("<failure");
        assertThat(RunLog.read(folder.resolve("run.jsonl")).broken()).isFalse();
    }

    @Test
    void aTargetThatDepartsIsToldOf() throws IOException {
        try (MockBroker broker =
                MockBroker.builder().versions("OffsetFetch", Versions.NONE).start()) {
            CommandRun run = run("--target", broker.bootstrap(), "--check", COMPLETENESS);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("FAIL  " + COMPLETENESS);
            assertThat(run.out())
                    .contains("Not conformant\n")
                    .contains("0 passed, 1 failed")
                    .contains("1 case of " + COMPLETENESS + " (must)")
                    .contains("OffsetFetch");
            assertThat(run.outLines()).allSatisfy(line -> assertThat(line.contains(folder.toString()) ? "" : line)
                    .hasSizeLessThanOrEqualTo(Terminal.WIDTH));
            assertThat(folder.resolve("junit.xml")).content().contains("<failure");
        }
    }

    @Test
    void quietPrintsTheVerdictAlone() {
        CommandRun run = run("--quiet", "--check", COMPLETENESS);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.out()).startsWith("Conformant\n1 passed, 0 failed").contains("Report: ");
    }

    @Test
    void verbosePrintsEveryCase() {
        CommandRun run = run("-v", "--case", "fetch.out-of-range@7");

        assertThat(run.err()).contains("\npass  fetch.out-of-range  Fetch v7\n");
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        try (MockBroker broker =
                MockBroker.builder().versions("OffsetFetch", Versions.NONE).start()) {
            CommandRun run = run(
                    "--format",
                    "json",
                    "--target",
                    broker.bootstrap(),
                    "--check",
                    COMPLETENESS,
                    "--case",
                    COMPLETENESS);

            JsonNode json = new ObjectMapper().readTree(run.out());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("FAIL  " + COMPLETENESS);
            assertThat(json.path("target").asText()).isEqualTo(broker.bootstrap());
            assertThat(json.path("outcome").asText()).isEqualTo("not_conformant");
            assertThat(json.path("exitCode").asInt()).isEqualTo(1);
            assertThat(json.path("counts").path("failed").asInt()).isEqualTo(1);
            assertThat(json.path("causes")).hasSize(1);
            assertThat(json.path("causes").path(0).path("cases"))
                    .extracting(JsonNode::asText)
                    .containsExactly(COMPLETENESS);
            assertThat(Path.of(json.path("files").path("log").asText())).isNotEmptyFile();
        }
    }

    @Test
    void anApiThatTheTargetDoesNotAdvertiseIsSaidToBeSo() throws IOException {
        try (MockBroker broker =
                MockBroker.builder().versions("OffsetFetch", Versions.NONE).start()) {
            CommandRun run = run("--target", broker.bootstrap(), "--api", "OffsetFetch", "--level", "should");

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
            assertThat(run.out())
                    .startsWith("\nNothing checked\n" + broker.bootstrap() + " does not advertise OffsetFetch");
        }
    }

    @Test
    void nothingThatListensIsThree() throws IOException {
        int port = StrangeServer.freePort();

        assertUnreachable("127.0.0.1:" + port, "found nothing that listens");
    }

    @Test
    void anHttpServerIsThree() throws IOException {
        try (StrangeServer server = StrangeServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertUnreachable(server.address(), "found an HTTP server (HTTP/1.1 400 Bad Request)");
        }
    }

    @Test
    void aServerThatStaysSilentIsThreeWhenTheTimeoutIsOver() throws IOException {
        try (StrangeServer server = StrangeServer.silent()) {
            assertUnreachable(server.address(), "found silence for 300 ms");
        }
    }

    @Test
    void garbageIsThree() throws IOException {
        try (StrangeServer server = StrangeServer.answering("SSH-2.0-OpenSSH_9.6\r\n")) {
            assertUnreachable(server.address(), "found an SSH server");
        }
    }

    @Test
    void aCommandThatStartsNoBrokerIsThreeAndItsOutputIsShown() {
        CommandRun run = run("--exec", "echo no configuration for port {port}; exit 7");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("exit status 7").contains("no configuration for port ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aCommandThatCannotLearnThePortIsAUsageError() {
        CommandRun run = run("--exec", "exit 7");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("{port}");
    }

    private void assertUnreachable(String address, String sentence) {
        CommandRun run = run("--target", address, "--timeout", "300ms");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith(address + ": expected ")
                .contains(sentence)
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void theReportOfAnEarlierRunIsNotTakenForThisOne() throws IOException {
        Files.writeString(folder.resolve("report.html"), "all is well");

        run("--target", "127.0.0.1:" + StrangeServer.freePort());

        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void allureResultsAreWrittenWhenAskedFor() throws IOException {
        CommandRun run = run(
                "--check", COMPLETENESS, "--allure", folder.resolve("allure").toString());

        assertThat(run.exitCode()).isZero();
        try (var files = Files.list(folder.resolve("allure"))) {
            List<Path> results = files.filter(file -> file.toString().endsWith("-result.json"))
                    .toList();
            assertThat(results).hasSize(1);
            assertThat(results.get(0))
                    .content()
                    .contains("\"status\":\"passed\"", "\"fullName\":\"" + COMPLETENESS + "\"");
        }
    }

    @Test
    void gitHubGetsAnnotationsAndASummary() throws IOException {
        Path summary = folder.resolve("summary.md");
        try (MockBroker broker =
                MockBroker.builder().versions("OffsetFetch", Versions.NONE).start()) {
            CommandRun run = CommandRun.inEnvironment(
                    Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()),
                    "run",
                    "--report",
                    folder.toString(),
                    "--quiet",
                    "--target",
                    broker.bootstrap(),
                    "--check",
                    COMPLETENESS);

            assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.startsWith("::error title="));
            assertThat(summary).content().startsWith("## kspec: Not conformant");
            String token = run.outLines().get(0).replace("::stop-commands::", "");
            assertThat(run.outLines()).startsWith("::stop-commands::" + token).endsWith("::" + token + "::");
        }
    }

    @Test
    void aSummaryThatGitHubCannotKeepIsNoFailure() {
        CommandRun run = CommandRun.inEnvironment(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", "/proc/none/summary"),
                "run",
                "--report",
                folder.toString(),
                "--check",
                COMPLETENESS);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("The summary of the job was not written: no such file or folder");
    }

    @Test
    void aSelectionThatAdmitsNothingIsAnErrorOfUsage() {
        CommandRun run = run("--check", "heartbeat.*", "--api", "Fetch");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("kspec run: no check is selected by include heartbeat.* and api Fetch\n");
        assertThat(folder.resolve("run.jsonl")).doesNotExist();
    }

    @Test
    void optionsThatMakeNoSenseAreErrorsOfUsage() {
        assertUsage(
                run("--target", "localhost"),
                "expected host:port, found localhost without a port; did you mean localhost:9092?");
        assertUsage(run("--target", "localhost:99999"), "found localhost:99999");
        assertUsage(run("--api", "Dance"), "expected the name or key of an API, found Dance");
        assertUsage(run("--level", "may"), "must or should");
        assertUsage(run("--timeout", "3"), "expected a duration such as 500ms, 10s or 5m, found 3");
        assertUsage(run("--timeout", "0s"), "found 0s");
        assertUsage(run("--lanes", "0"), "expected a number from 1 to 1000, found 0");
    }

    @Test
    void casesAndVersionsThatMakeNoSenseAreErrorsOfUsage() {
        assertUsage(
                run("--exclude-api", "Heartbeet"),
                "expected the name or key of an API, found Heartbeet; did you mean Heartbeat?");
        assertUsage(
                run("--case", "fetch.out-of-rage@7"),
                "expected the id of a check, found fetch.out-of-rage; did you mean fetch.out-of-range?");
        assertUsage(run("--case", "fetch.out-of-range@v7"), "expected ID@VERSION, ID@API:VERSION for a check of every");
        assertUsage(run("--case", "fetch.out-of-range@Metadata:7"), "expected fetch.out-of-range@7, because");
        assertUsage(run("--case", "wire.well-formed-answer@7"), "such as wire.well-formed-answer@Fetch:7, because");
        assertUsage(run("--case", "wire.well-formed-answer@Fetsh:7"), "found Fetsh; did you mean Fetch?");
        assertUsage(run("--case", COMPLETENESS + "@1"), "expected " + COMPLETENESS + " alone, because it has no");
        assertUsage(run("--versions", "Fetch"), "expected an API and its versions, such as Fetch=4-12, found Fetch");
        assertUsage(run("--versions", "Fetch=four"), "expected a range of versions such as 4-12, 4+ or 4, found four");
        assertUsage(run("--versions", "Fetch=90-99"), "expected versions of Fetch within 0-18, found 90-99");
        assertUsage(run("--versions", "Fech=1"), "found Fech; did you mean Fetch?");
    }

    @Test
    void clientPropertiesThatCannotBeUsedAreErrorsOfUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "\nsecurity.protocol=TLS\n");
        CommandRun impossible = run("--command-config", file.toString());
        assertThat(impossible.exitCode()).isEqualTo(2);
        assertThat(impossible.err())
                .contains("kspec run: --command-config: " + file
                        + ":2: security.protocol: expected one of PLAINTEXT, SSL")
                .contains("found TLS");

        CommandRun missing = run("--command-config", folder.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("expected a file of client properties, found none that can be read");
    }

    @Test
    void clientPropertiesThatKspecDoesNotKnowAreListed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "acks=all\nadmin.ssl.key.pasword=s3cret\nclient.id=me\n");
        CommandRun run = run("--command-config", file.toString(), "--check", COMPLETENESS);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(
                        file + ": ignored, because kspec does not know them: acks, admin.ssl.key.pasword (did you mean"
                                + " ssl.key.password?), client.id\n")
                .doesNotContain("s3cret");
    }

    @Test
    void exactlyTheNamedCasesArePlayed() throws IOException {
        CommandRun run = run("--case", "fetch.out-of-range@Fetch:7", "--case", "wire.well-formed-answer@fetch:5");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("2 passed, 0 failed, 0 skipped");
        assertThat(Objects.requireNonNull(
                                RunLog.read(folder.resolve("run.jsonl")).header())
                        .options()
                        .filters())
                .containsExactly("case fetch.out-of-range@7", "case wire.well-formed-answer@Fetch:5");
    }

    @Test
    void aRunThatFailsFastSaysSo() throws IOException {
        try (MockBroker broker =
                MockBroker.builder().versions("OffsetFetch", Versions.NONE).start()) {
            CommandRun run = run(
                    "--target",
                    broker.bootstrap(),
                    "--fail-fast",
                    "--check",
                    COMPLETENESS,
                    "--check",
                    "fetch.out-of-range",
                    "--versions",
                    "Fetch=4-7");

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.out())
                    .contains("the run ended after its first failed case")
                    .contains("1 failed");
        }
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("Try: kspec run --help");
    }

    @Test
    void aReportFolderThatCannotBeIsAnErrorOfUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        CommandRun run = CommandRun.of("run", "--report", file.resolve("report").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--report: expected a writable folder");
    }

    private CommandRun run(String... args) {
        List<String> all = new ArrayList<>(List.of("run", "--report", folder.toString()));
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray(String[]::new));
    }
}

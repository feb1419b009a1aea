package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong command line gets a sentence and the line that is meant. */
class UsageErrorsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // options and commands
                "run --targt localhost:9092 | kspec run: unknown option --targt; did you mean --target? | kspec run --help",
                "run --target localhost:9092 --chek=a | unknown option --chek; did you mean --check? | kspec run --help",
                "run -profile producer | kspec run: unknown option -profile; did you mean --profile? | kspec run --help",
                "run -o f | kspec run: unknown option -o; it is an option of kspec merge | kspec run --help",
                "run --stubs f | unknown option --stubs; it is an option of kspec mock | kspec run --help",
                "--target localhost:9092 | kspec: unknown option --target; it is an option of kspec run | kspec --help",
                "rnu | kspec: expected a command, found rnu; did you mean run? | kspec --help",
                "scenario pay | kspec scenario: expected a command, found pay; did you mean play? | kspec scenario --help",
                "list cheks | expected a command, found cheks; did you mean checks? | kspec list --help",
                "run --fail | unknown option --fail; did you mean --fail-fast? | kspec run --help",
                "run --bootstrap-server localhost:9092 | unknown option --bootstrap-server; did you mean --target? | kspec run --help",
                "version | kspec: expected a command, found version; did you mean --version? | kspec --help",
                "checks | kspec: expected a command, found checks; did you mean kspec list checks? | kspec --help",
                // what is meant as an option
                "run localhost:9092 | expected --target before localhost:9092 | kspec run --target localhost:9092",
                "run kafka://broker:9093 | expected --target before kafka://broker:9093 | kspec run --target broker:9093",
                "run localhost | expected --target before localhost | kspec run --target localhost:9092",
                "localhost:9092 | kspec: expected --target before localhost:9092 | kspec run --target localhost:9092",
                "run fetch.out-of-range | expected --check before fetch.out-of-range | kspec run --check fetch.out-of-range",
                "run fetch.* | expected --check before fetch.* | kspec run --check 'fetch.*'",
                "run metadata | expected --api before metadata | kspec run --api Metadata",
                "run everything | expected an option, found the argument everything | kspec run --help",
                // targets
                "run --target kafka://localhost:9092 | expected host:port without a scheme, found kafka://localhost:9092; did you mean localhost:9092? | kspec run --help",
                "run --target PLAINTEXT://broker:9093 | did you mean broker:9093? | kspec run --help",
                "run --target http://broker | did you mean broker:9092? | kspec run --help",
                "run --target broker | expected host:port, found broker without a port; did you mean broker:9092? | kspec run --help",
                "run --target 9093 | expected host:port with a port from 1 to 65535, found 9093; did you mean localhost:9093? | kspec run --help",
                "run --target :9093 | did you mean localhost:9093? | kspec run --help",
                "run --target a:9092,b:9092 | expected the host:port of one broker, which names the others, found several; did you mean a:9092? | kspec run --help",
                "run --target ::1 | did you mean [::1]:9092? | kspec run --help",
                "run --target ::1:9092 | did you mean [::1]:9092? | kspec run --help",
                "run --target broker: | did you mean broker:9092? | kspec run --help",
                "run --target= | expected host:port with a port from 1 to 65535, found nothing | kspec run --help",
                "run --target [::1] | did you mean [::1]:9092? | kspec run --help",
                "run --target localhost:99999 | expected host:port with a port from 1 to 65535, found localhost:99999 | kspec run --help",
                "mock --advertise kafka://me:9092 | did you mean me:9092? | kspec mock --help",
                // values
                "run --api Fecth | expected the name or key of an API, found Fecth; did you mean Fetch? | kspec run --help",
                "run --api Fetch,Heartbaet | found Heartbaet; did you mean Heartbeat? | kspec run --help",
                "run --level musst | kspec run: --level: expected must or should, found musst; did you mean must? | kspec run --help",
                "run --quiet --verbose | kspec run: --quiet, --verbose are mutually exclusive | kspec run --help",
                "run --format xml | kspec run: --format: expected text or json, found xml | kspec run --help",
                "run --lanes x | kspec run: --lanes: expected a number from 1 to 1000, found x | kspec run --help",
                "mock --port x | kspec mock: --port: expected a number, found x | kspec mock --help",
                "mock --config a | kspec mock: --config: expected NAME=VALUE, found a | kspec mock --help",
                "completion fsh | kspec completion: SHELL: expected bash or zsh, found fsh; did you mean zsh? | kspec completion --help",
                "compare one | kspec compare: expected at least 2 of LOG, found 1 | kspec compare --help",
                "capture | kspec capture: Missing required argument | kspec capture --help",
                "run --case fetch.out-of-range@99 | kspec run: --case: expected a version of Fetch within 0-18 for fetch.out-of-range, found 99 | kspec run --help",
                "run --case wire.well-formed-answer@Fetch:99 | expected a version of Fetch within 0-18 for wire.well-formed-answer, found 99 | kspec run --help",
                "why | Missing required parameter: 'TEXT' | kspec why --help",
            })
    void aWrongLineGetsTheRightOne(String line, String sentence, String next) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).endsWith("Try: " + next + "\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--check fetch.out-of-rage | --check: expected the id of a check, found fetch.out-of-rage; did you mean fetch.out-of-range?; see",
                "--check ofset-fetch.* | --check: expected the id of a check, found ofset-fetch.*; did you mean 'offset-fetch.*'?; see",
                "--check Fetch | --check: expected the id of a check, found Fetch; did you mean --api Fetch?; see",
                "--check heartbeat | --check: expected the id of a check, found heartbeat; did you mean --api heartbeat?; see",
                "--check conection | --check: expected the id of a check, found conection; did you mean 'connection.*'?; see",
                "--check fetch.* --check nothing.of-this | --check: expected the id of a check, found nothing.of-this; see kspec list checks",
                "--check fetch.out-of-range@7 | --check: expected the id of a check, found fetch.out-of-range@7; did you mean --case fetch.out-of-range@7?; see",
                "--check= | --check: expected the id of a check, found nothing; see kspec list checks",
                "--exclude wier.* | --exclude: expected the id of a check, found wier.*; did you mean 'wire.*'?; see",
                "--profile produser | --profile: expected one of all, | found produser; did you mean producer?",
                "--check fetch.* --exclude fetch.* | no check is selected by include fetch.* and exclude fetch.*",
                "--profile admin --check fetch.* | no check is selected by profile admin and include fetch.*",
            })
    void aSelectionThatMatchesNothingIsRefusedBeforeAnythingStarts(String options, String sentence) throws IOException {
        Path started = folder.resolve("started");
        List<String> args = new ArrayList<>(
                List.of("run", "--report", folder.resolve("report").toString()));
        args.addAll(List.of("--exec", "touch " + started + "; echo {port}"));
        args.addAll(Arrays.asList(options.split(" ")));

        CommandRun run = CommandRun.of(args.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).doesNotContain("embedded mock");
        assertThat(started).doesNotExist();
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void aFileThatDoesNotExistIsFoundByAName() throws IOException {
        Files.writeString(folder.resolve("stubs.yaml"), "stubs: []\n");
        Files.writeString(folder.resolve("client.properties"), "");
        Files.writeString(folder.resolve("answer.hex"), "00");

        assertNearby("stubs.yaml", "mock", "--stubs", path("stub.yaml"));
        assertNearby("stubs.yaml", "scenario", "validate", path("stubs.yml"));
        assertNearby("client.properties", "run", "--command-config", path("client.propertys"), "--check", "fetch.*");
        assertNearby("answer.hex", "explain", path("anser.hex"));
        Files.writeString(folder.resolve("known-failures.yaml"), "known-failures: []\n");
        Files.writeString(folder.resolve("a.jsonl"), "");
        Files.writeString(folder.resolve("flow.yaml"), "name: flow\n");
        assertNearby("known-failures.yaml", "run", "--known-failures", path("known-failure.yaml"));
        assertNearby("a.jsonl", "run", "--baseline", path("b.jsonl"));
        assertNearby("a.jsonl", "compare", path("a.json"), path("a.jsonl"));
        assertNearby("a.jsonl", "merge", path("a.json"), "--output", path("out"));
        assertNearby("a.jsonl", "known-failures", path("a.json"));
        assertNearby("flow.yaml", "scenario", "play", path("flwo.yaml"));
        assertThat(CommandRun.of("scenario", "play", "metdata").err()).contains("found metdata");
        assertThat(CommandRun.of("scenario", "play", "aiokafka-comit-resume").err())
                .contains("; did you mean aiokafka-commit-resume?");
        assertThat(CommandRun.of("run", "--known-failures", path("none.yaml")).err())
                .contains("none.yaml")
                .doesNotContain("embedded mock");
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeTheRun() {
        String report = path("report");

        CommandRun run = CommandRun.of("run", "--report", report, "--markdown", "/proc/none/summary.md");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--markdown: expected a file that can be written, found /proc/none/summary.md");
        assertThat(Path.of(report)).doesNotExist();
    }

    @Test
    void theAddressOfAReportNamesItsCase() {
        String report = path("report");

        CommandRun run = CommandRun.of("run", "-v", "--report", report, "--case", "fetch.out-of-range/v7");
        CommandRun ofEveryApi =
                CommandRun.of("run", "-v", "--report", report, "--case", "wire.well-formed-answer/Fetch/v5");

        assertThat(run.err()).contains("fetch.out-of-range  Fetch v7");
        assertThat(ofEveryApi.err()).contains("wire.well-formed-answer  Fetch v5");
        assertThat(List.of(run.out(), ofEveryApi.out())).allMatch(out -> out.contains("in the one case that applied"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void assertNearby(String name, String... args) {
        CommandRun run = CommandRun.of(args);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("; did you mean " + folder.resolve(name) + "?");
    }

    /** Whatever is wrong: nobody is shown the name of a Java class. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --report /proc/none/here",
                "run --allure /proc/none/here --check api-versions.group-apis-are-complete",
                "run --command-config /proc/none",
                "run --command-config /proc",
                "run --known-failures /proc/none.yaml",
                "run --baseline /proc/none.jsonl",
                "compare /proc/none.jsonl /proc",
                "merge /proc/none /proc/self/mem",
                "known-failures --update /proc/none",
                "run --report a\0b",
                "run --lanes x",
                "run --timeout 1d",
                "mock --port 99999",
                "mock --port x",
                "mock --stubs /proc/none",
                "mock --stubs /proc",
                "mock --journal /proc/none/x --port 0 --topic !!",
                "mock --config a",
                "mock --host no.such.host.invalid --port 0",
                "explain /proc/none.hex",
                "explain /proc",
                "explain zz",
                "explain --version 3 00",
                "diff /proc/none.hex 00",
                "scenario validate /proc/none.yaml",
                "scenario validate /proc/self/mem",
                "scenario play /proc/none.yaml",
                "capture --release 0.0.0 --folder /proc/none",
                "reference 0.0.0",
                "reference x --port -1",
            })
    void noJavaNameIsPrinted(String line) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).as(run.err()).isIn(2, 4);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(run.err() + run.out())
                .doesNotContainPattern("\\w(Exception|Error)\\b|\\b(java|io|org|com|jdk)\\.[a-z]+\\.");
    }
}

package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path script = Path.of("");

    @BeforeAll
    static void writeScript() throws IOException {
        CommandRun run = CommandRun.of("completion", "bash");

        assertThat(run.exitCode()).as(run.err()).isZero();
        script = Files.writeString(folder.resolve("kspec"), run.out());
    }

    @Test
    void zshReadsTheSameScript() throws IOException {
        assertThat(CommandRun.of("completion", "zsh").out())
                .isEqualTo(Files.readString(script))
                .contains("bashcompinit");
    }

    @ParameterizedTest
    @CsvSource({
        "kspec exp, explain",
        "kspec scenario v, validate",
        "kspec run --known, --known-failures",
        "kspec run --check offset-fetch.offset-surv, offset-fetch.offset-survives",
        "kspec explain --api OffsetFe, OffsetFetch",
        "kspec run --profile idem, idempotence",
        "kspec run --api OffsetFe, OffsetFetch",
        "kspec run --exclude-api OffsetFe, OffsetFetch",
        "kspec run --format j, json",
        "./kspec completion z, zsh",
    })
    void bashCompletesWhatStandsInTheModelOfTheCommand(String typed, String completed) throws Exception {
        List<String> words = List.of(typed.split(" ", -1));
        Process bash = bash(
                """
                source "$1"
                shift
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
                _complete_kspec
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
                words);

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .contains(completed);
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static Process bash(String program, List<String> words) {
        List<String> command = Stream.concat(
                        Stream.of("bash", "-c", program, "bash", script.toString()), words.stream())
                .toList();
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "bash is not installed");
            throw new IllegalStateException(e);
        }
    }
}

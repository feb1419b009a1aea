package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes are the same in the program, its help and the documentation. */
class EndingTest {
    @Test
    void everyCodeStandsOnce() {
        assertThat(Arrays.stream(Ending.values()).map(Ending::code))
                .doesNotHaveDuplicates()
                .containsExactly(2, 130, 143, 3, 1, 4, 0);
    }

    @Test
    void helpExplainsThemInTheOrderInWhichTheyCount() {
        String help = CommandRun.of("run", "--help").out();

        assertThat(help).contains(String.join("\n", Ending.help()));
        assertThat(help.indexOf("  2 usage error:")).isLessThan(help.indexOf(" 130 interrupted:"));
        assertThat(help.indexOf("  1 failures:")).isLessThan(help.indexOf("  4 incomplete:"));
        assertThat(CommandRun.of("--help").out().replaceAll("\\s+", " "))
                .contains("Exit codes: 0 conformant, 1 failures, 2 usage error, 3 unreachable, 4 incomplete, 130"
                        + " interrupted, 143 terminated; kspec run --help explains them.");
    }

    @Test
    void aCodeStandsInTheLineOfItsName() {
        assertThat(CommandRun.of("--help").outLines()).noneMatch(line -> line.matches(".*\\d"));
    }

    @Test
    void aUsageErrorCountsMoreThanATargetThatIsNotThere() throws Exception {
        String target = "127.0.0.1:" + StrangeServer.freePort();

        assertThat(CommandRun.of("run", "--target", target, "--check", "no.such-check")
                        .exitCode())
                .isEqualTo(Ending.USAGE.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/ci.md"})
    void theDocumentationHasTheTable(String document) throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.exists(here.resolve("README.md")) ? here : here.resolveSibling("");

        assertThat(root.resolve(document)).content().contains(Ending.markdown());
    }
}

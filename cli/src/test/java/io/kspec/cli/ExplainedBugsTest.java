package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks {@code docs/explain.md}, which shows what {@code kspec explain} prints for the responses of young brokers in
 * {@code docs/blame.md}.
 */
class ExplainedBugsTest {
    private static final Path PAGE = Path.of("..", "docs", "explain.md");
    private static final Path BLAME = Path.of("..", "docs", "blame.md");
    /** The correlation id of every response on that page. */
    private static final String CORRELATION_ID = "7";

    private static final String INTRODUCTION =
            """
            # Broken responses, explained

            What `kspec explain` prints for responses of young brokers that broke real clients, and for
            [what people paste](#what-people-paste). The bytes of the responses are those of [blame.md](blame.md), which
            explains the diagnosis; Q is a fork of jocko, S is SeaweedFS's Kafka gateway.

            A line that starts with `!` says what is wrong with the bytes below, which are enclosed in `>` and `<`, or what is
            missing before them. If decoding stops because of earlier bytes, a line starts with `|`. On a terminal both are
            also coloured. Slips that are more than a third as likely follow the likeliest. Offsets count from the byte after
            the frame's size. `--correlation-id` gives the correlation id of the request; in packet captures kspec finds it by
            itself.

            `ExplainedBugsTest` runs these commands and checks this page; with `-Dkspec.explain.write=true` it writes it:

                mvn -pl cli -am test -Dtest=ExplainedBugsTest -Dsurefire.failIfNoSpecifiedTests=false -Dkspec.explain.write=true
            """;

    private static final Pattern BUG = Pattern.compile(
            "(?ms)^### (?<title>(?<id>[A-Z]\\d+): [^\\n]+)\\n\\n```\\n(?<hex>[0-9a-f\\n]+)```\\n\\n"
                    + "Strict decoding: (?<api>[A-Za-z]+) v(?<version>\\d+) response.*?^\\*\\*(?<blame>[^\\n]*)\\*\\* \\(");

    /**
     * A response of a young broker.
     *
     * @param id the bug's number in kspec's list
     * @param blame the sentence that says what is wrong
     */
    private record Bug(String id, String title, String api, String version, String hex, String blame) {

        CommandRun explained() {
            return CommandRun.of(
                    "explain",
                    "--response",
                    "--api",
                    api,
                    "--version",
                    version,
                    "--correlation-id",
                    CORRELATION_ID,
                    hexLines());
        }

        private String hexLines() {
            return hex.replaceAll("(.{64})(?=.)", "$1\n");
        }

        String section() {
            return "\n## " + title + "\n\n```sh\n./kspec explain --response --api " + api + " --version " + version
                    + " --correlation-id " + CORRELATION_ID + " '\n" + hexLines() + "'\n```\n\n```text\n"
                    + explained().out() + "```\n";
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Bug> bugs() throws IOException {
        return BUG.matcher(Files.readString(BLAME)).results().map(ExplainedBugsTest::bug);
    }

    private static Bug bug(MatchResult match) {
        Matcher groups = BUG.matcher(match.group());
        assertThat(groups.matches()).isTrue();
        return new Bug(
                groups.group("id"),
                groups.group("title"),
                groups.group("api"),
                groups.group("version"),
                groups.group("hex").replace("\n", ""),
                groups.group("blame"));
    }

    @Test
    void everyBugOfTheOtherPageIsFound() throws IOException {
        String page = Files.readString(BLAME);
        List<String> ids = bugs().map(Bug::id).toList();

        assertThat(ids).hasSize((int)
                page.lines().filter(line -> line.startsWith("### ")).count());
        assertThat(ids).contains("S1", "S2", "S7", "S9", "S12", "S14", "S16", "S17", "S31", "Q4", "Q6");
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void eachIsExplainedAsOnTheOtherPage(Bug bug) {
        CommandRun run = bug.explained();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+", " ")).contains(bug.blame());
    }

    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        String page = INTRODUCTION + bugs().map(Bug::section).collect(Collectors.joining()) + ExplainedInputs.page();
        if (Boolean.getBoolean("kspec.explain.write")) {
            Files.writeString(PAGE, page);
        } else if (!Files.readString(PAGE).equals(page)) {
            fail(
                    "docs/explain.md differs from what kspec explain prints; with -Dkspec.explain.write=true this test writes it");
        }
    }
}

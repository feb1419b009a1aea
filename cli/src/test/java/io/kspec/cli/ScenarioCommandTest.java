package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCommandTest {
    private static final String EXPECTS_AN_ERROR =
            """
            name: expects-an-error
            description: Heartbeat of a group that nobody made
            roles: [member]
            names: [group]
            steps:
              - name: a heartbeat
                role: member
                request: Heartbeat
                body: {GroupId: "${group}", GenerationId: 1, MemberId: nobody}
                expect: {ErrorCode: %s}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void listNamesWhatTheCatalogueHas() {
        CommandRun run = CommandRun.of("scenario", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(ScenarioCatalog.packaged().scenarios())
                .isNotEmpty()
                .extracting(Scenario::name)
                .allSatisfy(name -> assertThat(run.out()).contains(name));
        assertThat(CommandRun.of("list", "scenarios").out()).isEqualTo(run.out());
    }

    @Tag("long")
    @Test
    void playWithoutATargetPlaysOnTheMockBroker() {
        CommandRun run = CommandRun.of("scenario", "play", "simple-producer");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("pass    simple-producer").contains(" 0 failed");
        assertThat(run.err()).contains("the embedded mock broker");
    }

    @Test
    void aFileMayBePlayed() throws IOException {
        Path file = Files.writeString(folder.resolve("right.yaml"), EXPECTS_AN_ERROR.formatted("UNKNOWN_MEMBER_ID"));

        CommandRun run = CommandRun.of("scenario", "play", file.toString());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("1 passed, 0 failed");
    }

    @Test
    void whatDoesNotGoAsExpectedIsToldOf() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), EXPECTS_AN_ERROR.formatted("NONE"));

        CommandRun run = CommandRun.of("scenario", "play", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAIL    expects-an-error")
                .contains("ErrorCode")
                .contains("UNKNOWN_MEMBER_ID");
    }

    @Test
    void aTargetThatDoesNotSpeakWhatIsNeededHasNotPassed() throws IOException {
        Path file = Files.writeString(folder.resolve("needs.yaml"), EXPECTS_AN_ERROR.formatted("NONE"));
        try (MockBroker broker =
                MockBroker.builder().versions("Heartbeat", Versions.NONE).start()) {
            CommandRun run = CommandRun.of("scenario", "play", "--target", broker.bootstrap(), file.toString());

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).contains("skipped expects-an-error").contains("0 passed, 0 failed, 1 skipped");
        }
    }

    @Test
    void nothingThatListensIsThree() throws IOException {
        CommandRun run = CommandRun.of("scenario", "play", "--target", "127.0.0.1:" + StrangeServer.freePort());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("expected").contains("found").hasLineCount(1);
    }

    @Test
    void validateNamesLineAndColumn() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: bad\nroles: 3\n");

        CommandRun run = CommandRun.of("scenario", "validate", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bad.yaml:2:8: expected roles as a list, found 3");
    }

    @Test
    void validateAcceptsWhatCanBePlayed() throws IOException {
        Path file = Files.writeString(folder.resolve("right.yaml"), EXPECTS_AN_ERROR.formatted("NONE"));

        CommandRun run = CommandRun.of("scenario", "validate", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("1 scenario, no problems\n");
    }

    @Test
    void aNameThatNobodyKnowsIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of("scenario", "play", "tango");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected the name of a scenario or a file, found tango");
    }
}

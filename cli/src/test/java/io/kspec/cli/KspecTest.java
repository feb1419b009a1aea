package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KspecTest {
    @Test
    void withoutACommandTheUsageIsPrintedAsAnError() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Usage: kspec").contains("explain").contains("list");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void helpIsAResultAndFitsEightyColumns() {
        for (CommandLine command : all(CommandRun.commandLine())) {
            String[] args = (command.getCommandSpec().qualifiedName() + " --help").split(" ");
            CommandRun run = CommandRun.of(Arrays.copyOfRange(args, 1, args.length));

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
            assertThat(run.out()).as("a name that is broken at its dot").doesNotContainPattern("\\w\\.\\n {10,}[a-z]");
        }
    }

    /** A line that is wrapped would end where no writer meant it to. */
    @Test
    void theLinesBelowTheOptionsAreNotWrapped() {
        assertThat(all(CommandRun.commandLine())).allSatisfy(command -> assertThat(
                        command.getCommandSpec().usageMessage().footer())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80)));
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(each -> all.addAll(all(each)));
        return all;
    }

    /** What is wrapped is indented; a text in several pieces would not be. */
    @Test
    void theDescriptionOfAnOptionIsOneText() {
        CommandRun.commandLine().getSubcommands().forEach((name, command) -> assertThat(
                        command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description())
                        .as(option.longestName())
                        .hasSize(1)));
    }

    @Test
    void everyCommandIsBuiltUnderTheNameThatItDeclares() {
        CommandRun.commandLine().getSubcommands().forEach((name, command) -> assertThat(
                        command.getCommandSpec().name())
                .isEqualTo(name));
    }

    @Test
    void aUsageErrorOfOneCommandKnowsTheOthers() {
        CommandRun run = CommandRun.of("mock", "--shard=1/2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("it is an option of kspec run");
    }

    @Test
    void theVersionNamesTheReleasesOfKafka() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("kspec ")
                .contains(System.getProperty("kafka.newest"))
                .contains(System.getProperty("kafka.oldest"));
    }

    @Test
    void anUnknownCommandIsAnErrorOfUsage() {
        CommandRun run = CommandRun.of("dance");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("dance").contains("Try: kspec --help").doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionNamesTheCommandWhoseHelpHelps() {
        CommandRun run = CommandRun.of("explain", "--colour");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--colour").contains("Try: kspec explain --help");
    }

    @Test
    void whatIsWrongFitsATerminalAndIsOneLineInAPipe() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);
        Terminal atATerminal =
                new Terminal(InputStream.nullInputStream(), writer, writer, Colours.NONE, Colours.NONE, true, 72, 72);

        new Kspec(atATerminal, Map.of()).run("run", "--profile", "prodcer");

        assertThat(err.toString().lines()).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(72));
        assertThat(CommandRun.of("run", "--profile", "prodcer").err()).hasLineCount(1);
    }

    @Test
    void aFaultOfKspecIsFourAndASentence() {
        StringWriter err = new StringWriter();
        PrintWriter broken = new PrintWriter(new StringWriter()) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("the paper ran out");
            }
        };
        Terminal terminal = Terminal.plain(InputStream.nullInputStream(), broken, new PrintWriter(err));

        int exitCode = new Kspec(terminal, Map.of()).run("list", "apis");

        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString())
                .contains("kspec list apis failed; this is a bug in kspec")
                .contains("the paper ran out")
                .doesNotContain("\tat ");
    }
}

package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.clients.ClientTexts;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.scenarios.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What README.md, CONTRIBUTING.md and pages for users tell people to type can be typed. */
class DocumentationTest {
    private static final List<String> DOCUMENTS = List.of(
            "README.md",
            "CONTRIBUTING.md",
            "docs/target.md",
            "docs/mock.md",
            "docs/compare.md",
            "docs/record.md",
            "docs/ci.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)\\./kspec ((?:[^`\\n#\\\\]|\\\\\\n)+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    private static Path file(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("README.md")) ? here.resolve(name) : here.resolveSibling(name);
    }

    private static String text(String document) throws IOException {
        return Files.readString(file(document));
    }

    private static List<String> blocks(String document, String language) throws IOException {
        Matcher matcher =
                Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(text(document));
        return matcher.results().map(block -> block.group(1)).toList();
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String document : DOCUMENTS) {
            COMMAND.matcher(text(document))
                    .results()
                    .map(command -> command.group(1).strip())
                    .forEach(commands::add);
        }
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandCanBeParsed(String command) {
        String shown = command.replace("\\\n", " ")
                .replace("\"$BROKER\"", "localhost:9092")
                .replace("--target …", "--target localhost:9092")
                .replaceAll("'([^' ]*)( [^']*)?'", "$1");

        CommandLine.ParseResult parsed =
                CommandRun.commandLine().parseArgs(shown.strip().split("\\s+"));

        assertThat(parsed.hasSubcommand()).isTrue();
    }

    @Test
    void stubsAndScenariosAreSuch() throws IOException {
        List<String> blocks = blocks("README.md", "yaml");

        assertThat(blocks).hasSize(2);
        assertThat(StubFile.parse("README.md", blocks.get(0))).hasSize(3);
        assertThat(ScenarioReader.read("README.md", blocks.get(1)).name()).isEqualTo("stranger");
    }

    @Test
    void javaCompiles(@TempDir Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        for (String block : blocks("README.md", "java")) {
            Path source = Files.writeString(folder.resolve("PaymentsTest.java"), block);

            int result = compiler.run(
                    null,
                    null,
                    null,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString(),
                    source.toString());

            assertThat(result).isZero();
        }
    }

    @Test
    void whatExplainPrintsIsWhatItSays() throws IOException {
        CommandRun run = CommandRun.of(
                "explain",
                "--response",
                "--api",
                "OffsetFetch",
                "--version",
                "2",
                "0000002a 00000001 0004 6f726473 00000001 00000000 0007 0000 0000 0000");

        assertThat(run.out()).contains(blocks("README.md", "text").get(0));
    }

    @Test
    void whatDiffPrintsIsWhatItSays(@TempDir Path folder) throws IOException {
        String answer = "0000002%s 00000001 0004 6f726473 00000001 00000000 000000000000000%s 0000 0000 0000";
        Path kafka = Files.writeString(folder.resolve("kafka.hex"), answer.formatted("a", "7"));
        Path mine = Files.writeString(folder.resolve("mine.hex"), answer.formatted("b", "9"));
        String command =
                commands().filter(each -> each.startsWith("diff ")).findFirst().orElseThrow();

        CommandRun run = CommandRun.of(command.replace("kafka.hex", kafka.toString())
                .replace("mine.hex", mine.toString())
                .split(" "));

        assertThat(run.out()).contains(blocks("README.md", "text").get(1));
    }

    @Test
    void whatWhyPrintsIsWhatItSays() throws IOException {
        String shown = blocks("README.md", "text").get(2);
        String command = blocks("README.md", "sh").stream()
                .filter(block -> block.contains("./kspec why 'Buffer"))
                .findFirst()
                .orElseThrow();

        CommandRun run = CommandRun.of("why", command.substring(command.indexOf('\''), command.lastIndexOf('\'')));

        assertThat(run.out()).contains(shown);
    }

    /** The texts that README.md begins with are known. */
    @Test
    void whyKnowsWhatItIsAsked() throws IOException {
        List<String> commands =
                commands().filter(each -> each.startsWith("why ")).toList();

        assertThat(text("README.md"))
                .contains("knows where " + ClientTexts.standard().all().size() + " of them come from, in ten clients");
        assertThat(commands).hasSizeGreaterThan(3);
        assertThat(commands)
                .allSatisfy(each ->
                        assertThat(CommandRun.of(each.split(" ", 2)).exitCode()).isZero());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String document : DOCUMENTS) {
            assertLinksLeadSomewhere(file(document));
        }
        try (Stream<Path> pages = Files.list(file("docs"))) {
            for (Path page :
                    pages.filter(each -> each.toString().endsWith(".md")).toList()) {
                assertLinksLeadSomewhere(page);
            }
        }
    }

    private static void assertLinksLeadSomewhere(Path page) throws IOException {
        LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .forEach(link -> assertThat(page.resolveSibling(link)).exists());
    }
}

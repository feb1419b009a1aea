package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.comparison.VolatileField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern FIELD = Pattern.compile("`([A-Za-z0-9]+)`");

    @Test
    void theExampleIsACaptureAsItWouldBeWritten() throws IOException {
        String example = block("golden");
        Capture capture = CaptureReader.read(provenance(), "README.md", example);
        assertThat(CaptureWriter.write(capture)).isEqualTo(example);
    }

    @Test
    void theExampleIsAnExcerptOfTheFileThatItNames() throws IOException {
        Capture example = CaptureReader.read(provenance(), "README.md", block("golden"));
        Matcher file = Pattern.compile("excerpt of `(captures/[^`]+)`").matcher(text());
        assertThat(file.find()).isTrue();
        assertThat(CaptureFiles.read(Path.of(file.group(1))).exchanges()).containsAll(example.exchanges());
    }

    @Test
    void theProvenanceIsWrittenAsItWouldBe() throws IOException {
        assertThat(ProvenanceText.write(provenance())).isEqualTo(block("provenance"));
    }

    @Test
    void everyOutcomeWithoutResponseIsNamed() throws IOException {
        assertThat(text())
                .contains(Arrays.stream(ExchangeOutcome.values())
                        .filter(outcome -> outcome != ExchangeOutcome.ANSWERED)
                        .map(outcome -> "| `no response: " + outcome.text() + "` |")
                        .toList());
    }

    @Test
    void theVolatileFieldsAreThoseDeclared() throws IOException {
        String table = section("Volatile values")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .reduce("", String::concat);
        assertThat(FIELD.matcher(table).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(VolatileField.values())
                        .map(VolatileField::fieldName)
                        .toList());
    }

    private static Provenance provenance() throws IOException {
        return ProvenanceText.read("README.md", block("provenance"));
    }

    /** The content of the fenced block of a language. */
    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text());
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private static String section(String heading) throws IOException {
        String text = text();
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end);
    }

    private static String text() throws IOException {
        return Files.readString(README, UTF_8);
    }
}

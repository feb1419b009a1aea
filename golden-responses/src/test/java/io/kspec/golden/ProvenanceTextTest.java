package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceTextTest {
    private static final String TEXT =
            """
            kspec provenance 1
            broker: Apache Kafka 4.3.1
            origin: by hand
            captured: 2026-11-20
            kspec: 0.1.0
            config: a.b = c = d
            config: empty =
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyPartIsRead() {
        assertThat(ProvenanceText.read("x", TEXT))
                .isEqualTo(new Provenance(
                        "Apache Kafka 4.3.1",
                        "by hand",
                        LocalDate.of(2026, 11, 20),
                        "0.1.0",
                        new TreeMap<>(Map.of("a.b", "c = d", "empty", ""))));
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        assertThat(ProvenanceText.write(ProvenanceText.read("x", TEXT))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kspec provenance 1     | kspec golden 1         | x:1:1: expected the line "kspec provenance 1", found "kspec golden 1"
            broker: Apache         | brokr: Apache          | x:2:1: expected a line that begins with "broker:", found "brokr: Apache Kafka 4.3.1"
            origin: by hand        | origin:  by hand       | x:3:8: expected one space and a value, or nothing, found "  by hand"
            origin: by hand        | origin:                | x:3:9: expected a value, found ""
            2026-11-20             | 2026-20-11             | x:4:11: expected a date such as 2026-11-20, found "2026-20-11"
            config: a.b = c = d    | config: a.b            | x:6:9: expected a name, " = " and a value, found "a.b"
            config: empty =        | config: a.b = e        | x:7:9: expected a name that was not given yet, found "a.b = e"
            config: empty =        | api: Fetch             | x:7:1: expected a line that begins with "config:", or the end of the file, found "api: Fetch"
            """)
    void anErrorSaysWhereWhatWasExpectedAndWhatWasFound(String good, String bad, String message) {
        String text = TEXT.replaceFirst(Pattern.quote(good), bad);
        assertThatThrownBy(() -> ProvenanceText.read("x", text))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(message);
    }

    @Test
    void aCaptureWithoutProvenanceIsRefused() throws IOException {
        Path capture = copiedCapture();
        assertThatThrownBy(() -> CaptureReader.read(capture))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(folder.resolve("provenance.txt")
                        + ":1:1: expected the provenance of the captures in this folder, found no such file");
    }

    @Test
    void aCaptureWithBrokenProvenanceIsRefused() throws IOException {
        Path capture = copiedCapture();
        Files.writeString(folder.resolve("provenance.txt"), TEXT.replace("kspec: 0.1.0\n", ""), UTF_8);
        assertThatThrownBy(() -> CaptureReader.read(capture))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(folder.resolve("provenance.txt")
                        + ":5:1: expected a line that begins with \"kspec:\", found \"config: a.b = c = d\"");
    }

    private Path copiedCapture() throws IOException {
        Path capture = folder.resolve("Heartbeat").resolve("v0.golden");
        Files.createDirectories(folder.resolve("Heartbeat"));
        return Files.copy(CaptureFiles.folder("3.3.2").resolve("Heartbeat").resolve("v0.golden"), capture);
    }
}

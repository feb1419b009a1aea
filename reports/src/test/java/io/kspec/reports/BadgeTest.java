package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class BadgeTest {
    private static Badge badge(RunLog log) {
        return Badge.of(log, Summary.of(log));
    }

    @Test
    void theVerdictIsInAFewWords() {
        assertThat(badge(SampleRun.conformant())).isEqualTo(new Badge("conformant in part", Badge.Colour.BRIGHTGREEN));
        assertThat(badge(SampleRun.young()).message()).matches("\\d+ causes? of failures");
        assertThat(badge(SampleRun.young()).colour()).isEqualTo(Badge.Colour.RED);
        assertThat(badge(SampleRun.log(List.of(), List.of())).colour()).isEqualTo(Badge.Colour.LIGHTGREY);
    }

    /** A run that was narrowed to what works would look like one of everything. */
    @Test
    void onlyARunOfAllChecksIsConformantAsAWhole() {
        assertThat(badge(of(new RunOptions("all", List.of()))).message()).isEqualTo("conformant");
        assertThat(badge(of(new RunOptions("all", List.of("api Fetch")))).message())
                .isEqualTo("conformant in part");
        assertThat(badge(of(new RunOptions("producer", List.of()))).message()).isEqualTo("conformant in part");
    }

    private static RunLog of(RunOptions options) {
        return SampleRun.with(options, SampleRun.conformant());
    }

    /** The properties of https://shields.io/badges/endpoint-badge. */
    @Test
    void shieldsReadsTheJson() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(badge(SampleRun.conformant()).json());

        assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(json.path("label").asText()).isEqualTo("Kafka protocol");
        assertThat(json.path("message").asText()).isEqualTo("conformant in part");
        assertThat(json.path("color").asText()).isEqualTo("brightgreen");
        assertThat(json).hasSize(4);
    }

    @Test
    void thePictureIsSvgThatSaysWhatItShows(@TempDir Path folder) throws Exception {
        RunLog young = SampleRun.young();
        Badge.write(young, Summary.of(young), folder.resolve("badge.svg"), folder.resolve("badge.json"));

        String svg = Files.readString(folder.resolve("badge.svg"));
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("aria-label"))
                .startsWith("Kafka protocol: ")
                .endsWith(" of failures");
        assertThat(svg).hasSizeLessThan(2_000).doesNotContain("href", "script");
        assertThat(folder.resolve("badge.json")).isNotEmptyFile();
    }
}

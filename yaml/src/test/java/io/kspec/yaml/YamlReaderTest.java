package io.kspec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class YamlReaderTest {
    private final Problems problems = new Problems("f.yaml");

    private Optional<YamlNode> read(String text) {
        return YamlReader.read(text, problems);
    }

    private List<String> found() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void everyNodeHasItsPosition() {
        Mapping root = (Mapping) read("a: 1\nb:\n  - x\n  - {c: 'y'}\n").orElseThrow();

        assertThat(root.at()).hasToString("1:1");
        assertThat(root.entries().get(1).key().at()).hasToString("2:1");
        Sequence list = (Sequence) root.find("b").orElseThrow();
        assertThat(list.at()).hasToString("3:3");
        assertThat(list.items().get(1).at()).hasToString("4:5");
        assertThat(((Mapping) list.items().get(1)).find("c").orElseThrow().at()).hasToString("4:9");
        assertThat(found()).isEmpty();
    }

    @Test
    void columnsCountCodePoints() {
        read("😀: a\n? [😀]\n: b\n");

        assertThat(found()).containsExactly("f.yaml:2:3: expected text as a key, found a list");
    }

    @Test
    void plainValuesAreThoseOfTheCoreSchema() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("truth", true);
        expected.put("answer", "yes");
        expected.put("list", Arrays.asList(1L, null, 1.5, "7"));

        assertThat(read("truth: true\nanswer: yes\nlist: [1, ~, 1.5, '7']\n")
                        .orElseThrow()
                        .plain())
                .isEqualTo(expected);
    }

    @Test
    void theTagOfTextMakesText() {
        assertThat(read("[!!str 7, !!str true]").orElseThrow().plain()).isEqualTo(List.of("7", "true"));
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'' | f.yaml:1:1: expected a mapping, found an empty file",
                "'# only a comment' | f.yaml:1:1: expected a mapping, found an empty file",
                "'a: 1~---~b: 2' | f.yaml:2:1: expected one YAML document, found the start of another",
                "'a: [1~b: 2' | f.yaml:2:2: not valid YAML: while parsing a flow sequence that begins at 1:4, expected ',' or ']', but got :",
                "'a: *b' | f.yaml:1:4: expected an alias of an earlier anchor, found *b",
                "'a: &b [*b]' | f.yaml:1:8: expected an alias of an earlier anchor, found *b within the node of that anchor",
                "'a: !!int 7' | f.yaml:1:4: expected no tag other than !!str, found tag:yaml.org,2002:int",
                "'a: ! x' | f.yaml:1:4: expected no tag other than !!str, found !",
                "'a: 1~b: 2~a: 3~b: 4' | f.yaml:3:1: expected each key once, found a again; the first is at 1:1",
                "'%YAML 2.0~---~a: 1' | f.yaml:1:1: not valid YAML:"
            })
    void whatIsWrongIsReportedWithItsPlace(String text, String problem) {
        read(text.substring(1, text.length() - 1).replace('~', '\n'));

        assertThat(found()).isNotEmpty();
        assertThat(found().get(0)).startsWith(problem);
    }

    @Test
    void characterThatYamlForbidsIsReportedWithItsPlace() {
        read("a: 1\nb: \u0007\n");

        assertThat(found()).containsExactly("f.yaml:2:4: not valid YAML: the character U+0007 is not allowed");
    }

    @Test
    void aDuplicateKeyKeepsItsFirstValue() {
        assertThat(read("{a: 1, b: 2, a: 3}").orElseThrow().plain()).isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(found())
                .containsExactly("f.yaml:1:14: expected each key once, found a again; the first is at 1:2");
    }

    @Test
    void anAliasStandsForTheNodeOfItsAnchor() {
        Mapping root = (Mapping) read("a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\n*x : 3\n").orElseThrow();

        assertThat(root.find("c")).isEqualTo(root.find("a"));
        assertThat(root.find("e")).isEqualTo(root.find("d"));
        assertThat(root.entries().get(4).name()).isEqualTo("2");
        assertThat(root.entries().get(4).key().at()).hasToString("5:1");
        assertThat(found()).isEmpty();
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            laughs.append("a%d: &a%d [%s, %s, %s, %s]\n".formatted(i, i, alias, alias, alias, alias));
        }

        assertThat(read(laughs.toString())).isEmpty();
        assertThat(found())
                .singleElement()
                .asString()
                .endsWith("expected at most 100000 nodes, aliases expanded, found more");
    }

    @Test
    void nestingIsBoundedWithAndWithoutAliases() {
        assertThat(read("[".repeat(100) + "]".repeat(100))).isPresent();
        assertThat(found()).isEmpty();

        assertThat(read("[".repeat(500_000))).isEmpty();
        assertThat(found())
                .containsExactly("f.yaml:1:101: expected at most 100 collections within each other, found more");
    }

    @Test
    void nestingOfAliasesIsBounded() {
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 200; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }

        assertThat(read(chain.toString())).isEmpty();
        assertThat(found())
                .containsExactly("f.yaml:100:12: expected at most 100 collections within each other, found more");
    }

    @Test
    void largeFilesAreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("large.yaml"), "# ".repeat(YamlReader.MOST_BYTES / 2) + "\n");

        assertThat(YamlReader.read(file, problems)).isEmpty();
        assertThat(read("a".repeat(YamlReader.MOST_BYTES + 1))).isEmpty();
        assertThat(found()).containsExactly("f.yaml:1:1: expected a file of at most 1024 KiB, found a larger one");
    }

    @Test
    void aFileOfTheLargestSizeIsRead(@TempDir Path folder) throws IOException {
        String text = "a: " + "é".repeat(YamlReader.MOST_BYTES / 2 - 2) + "\n";
        Path file = Files.writeString(folder.resolve("large.yaml"), text);
        assertThat(Files.size(file)).isEqualTo(YamlReader.MOST_BYTES);

        assertThat(YamlReader.read(file, problems)).isPresent();
        assertThat(found()).isEmpty();
    }

    @Test
    void aFileStartsWithOrWithoutAByteOrderMark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFFa: 1\n");

        Mapping root = (Mapping) YamlReader.read(file, problems).orElseThrow();

        assertThat(root.entries().get(0).name()).isEqualTo("a");
        assertThat(root.entries().get(0).key().at()).hasToString("1:1");
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithTheirPlace(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latin.yaml"), "a: 1\nbü: 2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(YamlReader.read(file, problems)).isEmpty();
        assertThat(found()).containsExactly("f.yaml:2:2: expected text in UTF-8, found bytes that are not");

        Path cut = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', (byte) 0xc3});
        Problems ofCut = new Problems("cut.yaml");
        assertThat(YamlReader.read(cut, ofCut)).isEmpty();
        assertThat(ofCut.list())
                .extracting(Problem::toString)
                .containsExactly("cut.yaml:1:2: expected text in UTF-8, found bytes that are not");
    }
}

package io.kspec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.yaml.YamlNode.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Problems problems = new Problems("f.yaml");

    private MappingReader reader(String text) {
        Mapping mapping = (Mapping) YamlReader.read(text, problems).orElseThrow();
        return new MappingReader(mapping, "a test", Set.of("name", "count", "flag", "time", "list", "map"), problems);
    }

    private List<String> found() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void valuesComeInTheTypeThatTheirKeyAsksFor() {
        MappingReader reader =
                reader("{name: 7, count: -3, flag: true, time: 90s, list: [a, b], map: {x: 1, y: 2}}");

        assertThat(reader.requireText("name")).isEqualTo("7");
        assertThat(reader.integer("count", -3, 3)).isEqualTo(-3);
        assertThat(reader.flag("flag", false)).isTrue();
        assertThat(reader.duration("time", SECOND, HOUR)).isEqualTo(Duration.ofSeconds(90));
        assertThat(reader.items("list")).hasSize(2);
        assertThat(reader.entries("map")).hasSize(2);
        assertThat(reader.parsed("count", "a number", Integer::valueOf)).contains(-3);
        assertThat(reader.keys()).containsExactly("name", "count", "flag", "time", "list", "map");
        assertThat(found()).isEmpty();
    }

    @Test
    void missingKeysHaveTheirDefaults() {
        MappingReader reader = reader("{}");

        assertThat(reader.text("name")).isNull();
        assertThat(reader.integer("count", 0, 1)).isNull();
        assertThat(reader.wholeNumber("count", 0)).isNull();
        assertThat(reader.flag("flag", true)).isTrue();
        assertThat(reader.duration("time", SECOND, HOUR)).isNull();
        assertThat(reader.items("list")).isEmpty();
        assertThat(reader.entries("map")).isEmpty();
        assertThat(reader.parsed("count", "a number", Integer::valueOf)).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void everyWrongValueIsReported() {
        MappingReader reader =
                reader("{name: '', count: 4, flag: yes, time: 2h, list: {a: 1}, map: [1]}");

        assertThat(reader.text("name")).isEmpty();
        assertThat(reader.integer("count", -3, 3)).isNull();
        assertThat(reader.wholeNumber("count", 5)).isNull();
        assertThat(reader.flag("flag", false)).isFalse();
        assertThat(reader.duration("time", SECOND, HOUR)).isNull();
        assertThat(reader.items("list")).isEmpty();
        assertThat(reader.entries("map")).isEmpty();
        assertThat(reader.parsed("list", "a version", Integer::valueOf)).isEmpty();
        assertThat(reader.parsed("flag", "a number", Integer::valueOf)).isEmpty();
        assertThat(found())
                .containsExactly(
                        "f.yaml:1:8: expected name as text, found empty text",
                        "f.yaml:1:19: expected count as a whole number from -3 to 3, found 4",
                        "f.yaml:1:19: expected count as a whole number from 5, found 4",
                        "f.yaml:1:28: expected flag as true or false, found yes",
                        "f.yaml:1:28: expected a number, found yes",
                        "f.yaml:1:39: expected time as a duration from 1000ms to 60m, such as 250ms, 10s or 2m, found 2h",
                        "f.yaml:1:49: expected list as a list, found a mapping",
                        "f.yaml:1:49: expected a version, found a mapping",
                        "f.yaml:1:62: expected map as a mapping, found a list");
    }

    @Test
    void unknownAndMissingKeysAreReportedWithASuggestion() {
        MappingReader reader = reader("{nmae: x, colour: red}");

        assertThat(reader.requireText("name")).isEmpty();
        String known = "expected a key of a test, one of count, flag, list, map, name, time; found ";
        assertThat(found())
                .containsExactly(
                        "f.yaml:1:1: expected the key name in a test, found none",
                        "f.yaml:1:2: " + known + "nmae; did you mean name?",
                        "f.yaml:1:11: " + known + "colour");
    }

    @Test
    void longTextIsCutInMessages() {
        reader("{? \"" + "x".repeat(500) + "\\nsecond line\" : 1}");

        assertThat(found())
                .singleElement()
                .asString()
                .endsWith("; found " + "x".repeat(80) + "…")
                .doesNotContain("\n");
    }

    @Test
    void longListsOfNamesAreLeftOut() {
        List<String> names =
                IntStream.range(0, 50).mapToObj(i -> "topic" + i).toList();

        problems.unknownName(FilePosition.START, "a topic", names, "topik7");

        assertThat(found()).containsExactly("f.yaml:1:1: expected a topic, found topik7; did you mean topic7?");
    }

    @Test
    void problemsAreListedOnceInTheOrderOfTheFile() {
        problems.add(new FilePosition(2, 1), "b");
        problems.add(new FilePosition(1, 10), "a");
        problems.add(new FilePosition(2, 1), "b");
        problems.add(new FilePosition(1, 9), "a");

        assertThat(found()).containsExactly("f.yaml:1:9: a", "f.yaml:1:10: a", "f.yaml:2:1: b");
    }
}

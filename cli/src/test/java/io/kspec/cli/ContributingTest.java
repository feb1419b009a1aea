package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRIBUTING.md names the files that an API really consists of. */
class ContributingTest {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    /** Examples, and MessagePriors: the APIs that people ask about most, which a new one does not join. */
    private static final Set<String> EXEMPT = Set.of(
            "ContributingTest.java",
            "MessagePriors.java",
            "SampleRun.java",
            "UnlikeBroker.java",
            "UnlikeVersions.java",
            "UnlikeWire.java");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+\\.(?:java|txt))` \\|");

    /** The files that the section on adding an API lists, with {@code <Api>}, {@code <area>} and {@code <Area>} in them. */
    static List<String> filesOfAnApi() throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        String section = text.substring(text.indexOf("## Adding an API"), text.indexOf("## Adding a Kafka release"));
        return ROW.matcher(section).results().map(row -> row.group(1)).toList();
    }

    @Test
    void nineFilesMakeAnApi() throws IOException {
        assertThat(filesOfAnApi()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("filesOfAnApi")
    void everyListedFileExistsForHeartbeat(String pattern) throws IOException {
        assertThat(matching(pattern, "Heartbeat")).as(pattern).isNotEmpty();
    }

    /**
     * A file that names nearly all APIs is a list that somebody keeps by hand, so CONTRIBUTING.md must mention it. The sample run
     * of the reports is exempt: it is an invented run, not a list to keep. So are the brokers that are legal but unlike Apache
     * Kafka: what they do not name, they do as Kafka does.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Heartbeat", "DeleteGroups", "InitProducerId"})
    void noOtherListNamesAnApi(String api) throws IOException {
        List<Path> lists = new ArrayList<>();
        for (Path sources : sourceFolders()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().matches(".*\\.(java|txt|yaml|properties)"))
                        .filter(file -> namesMostApis(file, api))
                        .map(ROOT::relativize)
                        .forEach(lists::add);
            }
        }

        assertThat(lists.stream().map(Path::toString)).isSubsetOf(filesOfAnApi());
    }

    /** The sources of every room; what the build makes of them is left out. */
    private static List<Path> sourceFolders() throws IOException {
        try (Stream<Path> rooms = Files.list(ROOT)) {
            return rooms.map(room -> room.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** Whether a file names the API together with nearly all others that the mock broker answers. */
    private static boolean namesMostApis(Path file, String api) {
        try {
            String text = Files.readString(file);
            if (!names(text, api)) {
                return false;
            }
            long named = Stream.of(
                            "Produce",
                            "ListOffsets",
                            "Metadata",
                            "OffsetCommit",
                            "FindCoordinator",
                            "JoinGroup",
                            "LeaveGroup",
                            "DescribeGroups",
                            "CreateTopics",
                            "ApiVersions")
                    .filter(name -> names(text, name))
                    .count();
            return named >= 9 && !EXEMPT.contains(file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean names(String text, String api) {
        return text.contains(api)
                && Pattern.compile("\"" + api + "\"|new " + api + "(Handler|Script|Checks)\\b|(?m)^api: " + api + "$")
                        .matcher(text)
                        .find();
    }

    private static List<Path> matching(String pattern, String api) throws IOException {
        Pattern file = Pattern.compile(Pattern.quote(pattern.replace("<Api>", api))
                .replace("<area>", "\\E[a-z]+\\Q")
                .replace("<Area>", "\\E[A-Za-z]+\\Q"));
        try (Stream<Path> files = Files.walk(ROOT.resolve(pattern.substring(0, pattern.indexOf('/'))))) {
            return files.filter(each ->
                            file.matcher(ROOT.relativize(each).toString()).matches())
                    .toList();
        }
    }
}

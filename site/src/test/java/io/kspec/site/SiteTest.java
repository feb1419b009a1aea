package io.kspec.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");

    /** The ids on each page, which thousands of links ask for. */
    private static final Map<Path, Set<String>> IDS = new HashMap<>();

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void writeSite() throws IOException {
        Site.write(REPOSITORY, folder, "1.2.3");
    }

    @Test
    void everyDocumentIsAPage() throws IOException {
        try (Stream<Path> documents = Files.list(REPOSITORY.resolve("docs"))) {
            assertThat(documents.map(Path::getFileName).map(String::valueOf).filter(name -> name.endsWith(".md")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(folder.resolve(name.replace(".md", ".html")))
                            .isNotEmptyFile());
        }
        assertThat(folder.resolve("index.html"))
                .content()
                .contains("<title>kspec</title>")
                .contains("<a href=\"mock.html\">")
                .contains("aria-current=\"page\"");
        assertThat(folder.resolve("report.png")).doesNotExist();
        assertThat(folder.resolve("files/docs/report.png")).isNotEmptyFile();
    }

    /** Links to other hosts are not asked for. */
    @Test
    void everyLinkAndAnchorLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (String address : all(ADDRESS, Files.readString(page))) {
                if (!address.matches("(?s)[a-z]+:.*")) {
                    links++;
                    if (!leadsSomewhere(page, address)) {
                        broken.add(page.getFileName() + ": " + address);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(300);
    }

    @Test
    void noTwoElementsOfAPageHaveTheSameId() throws IOException {
        for (Path page : pages()) {
            assertThat(all(ID, Files.readString(page))).as(page.toString()).doesNotHaveDuplicates();
        }
    }

    @Test
    void searchKnowsEverySectionAndItsPlace() throws IOException {
        String script = Files.readString(folder.resolve("search-index.js"));
        JsonNode entries = new ObjectMapper().readTree(script.substring(script.indexOf('['), script.lastIndexOf(';')));

        assertThat(entries).hasSizeGreaterThan(100).allSatisfy(entry -> assertThat(leadsSomewhere(
                        folder.resolve("index.html"), entry.path(0).asText()))
                .as(entry.path(0).asText())
                .isTrue());
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.path(0).asText()).isEqualTo("mock.html#with-junit-jupiter");
            assertThat(entry.path(2).asText()).isEqualTo("With JUnit Jupiter");
            assertThat(entry.path(3).asText()).contains("@WithMockBroker starts a broker");
        });
        assertThat(script.length()).isLessThan(1_000_000);
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        for (Path page : pages()) {
            assertThat(all(Pattern.compile("(?:src=|rel=\"stylesheet\" href=)\"([^\"]*)\""), Files.readString(page)))
                    .as(page.toString())
                    .isNotEmpty()
                    .noneMatch(address -> address.contains("//"));
        }
    }

    @Test
    void aLinkToNothingFailsTheBuild(@TempDir Path repository) throws IOException {
        for (String name : List.of(
                "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "scenarios/README.md", "golden-responses/README.md")) {
            Files.createDirectories(
                    Objects.requireNonNull(repository.resolve(name).getParent()));
            Files.writeString(repository.resolve(name), "# A page\n\n[gone](docs/gone.md)\n");
        }
        try (Stream<Path> documents = Files.list(REPOSITORY.resolve("docs"))) {
            Files.createDirectories(repository.resolve("docs"));
            for (Path document :
                    documents.filter(each -> each.toString().endsWith(".md")).toList()) {
                Files.copy(document, repository.resolve("docs").resolve(String.valueOf(document.getFileName())));
            }
        }

        assertThatThrownBy(() -> Site.write(repository, repository.resolve("site"), "1.2.3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("README.md: expected a link to a file of the repository, found docs/gone.md");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, String address) {
        String written = URLDecoder.decode(address, StandardCharsets.UTF_8);
        int hash = written.indexOf('#');
        String file = hash < 0 ? written : written.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        if (!Files.isRegularFile(target)) {
            return false;
        }
        return hash < 0
                || IDS.computeIfAbsent(target.normalize(), SiteTest::ids).contains(written.substring(hash + 1));
    }

    private static Set<String> ids(Path page) {
        try {
            return new HashSet<>(all(ID, Files.readString(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}

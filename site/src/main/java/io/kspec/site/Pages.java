package io.kspec.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All pages, in the order of the navigation. */
final class Pages {
    private static final String MARKDOWN = ".md";
    private static final String DOCS = "docs/";
    private static final String REST = "More";

    /** The groups of the navigation, with the Markdown files of each; files of {@code docs/} that stand nowhere are added. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "Start", List.of("README.md", "CHANGELOG.md"),
            "Checking a broker",
                    List.of("docs/target.md", "docs/compare.md", "docs/ci.md", "docs/junit.md", "scenarios/README.md"),
            "Bytes", List.of("docs/explain.md", "docs/blame.md", "docs/record.md"),
            "The mock broker", List.of("docs/mock.md", "docs/stubs.md", "docs/mock-coverage.md", "docs/clients.md"),
            "Evidence",
                    List.of(
                            "docs/mutants.md",
                            "docs/causes.md",
                            "docs/mutation.md",
                            "docs/ledger.md",
                            "docs/releases.md",
                            "docs/fuzz.md",
                            "docs/benchmarks.md",
                            "docs/corpus.md",
                            "golden-responses/README.md"),
            "Working on kspec", List.of("CONTRIBUTING.md", "docs/releasing.md"));

    private static final List<String> ORDER =
            List.of("Start", "Checking a broker", "Bytes", "The mock broker", "Evidence", "Working on kspec");

    private final List<Page> pages;

    private Pages(List<Page> pages) {
        this.pages = List.copyOf(pages);
    }

    /**
     * The pages of a repository.
     *
     * @throws IOException if its folder of documents cannot be read
     */
    static Pages of(Path repository) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String group : ORDER) {
            for (String source : GROUPS.getOrDefault(group, List.of())) {
                pages.add(page(source, group));
            }
        }
        List<Path> sources = pages.stream().map(Page::source).toList();
        try (Stream<Path> documents = Files.list(repository.resolve(DOCS))) {
            documents
                    .filter(file -> file.toString().endsWith(MARKDOWN))
                    .map(repository::relativize)
                    .filter(file -> !sources.contains(file))
                    .sorted()
                    .forEach(file -> pages.add(page(file.toString(), REST)));
        }
        return new Pages(pages);
    }

    private static Page page(String source, String group) {
        String plain = source.startsWith(DOCS) ? source.substring(DOCS.length()) : source;
        String name = plain.equals("README.md")
                ? "index"
                : plain.replace("/README" + MARKDOWN, "").replace(MARKDOWN, "").replace('/', '-');
        return new Page(Path.of(source), name + ".html", group);
    }

    List<Page> all() {
        return pages;
    }

    /** The page that a file of the repository has become; empty if it is none. */
    Optional<Page> of(String file) {
        return pages.stream()
                .filter(page -> page.source().equals(Path.of(file)))
                .findFirst();
    }

    /** The pages of each group, in the order of the groups. */
    List<List<Page>> groups() {
        List<String> names = pages.stream().map(Page::group).distinct().toList();
        Map<String, List<Page>> byGroup = pages.stream().collect(Collectors.groupingBy(Page::group));
        return names.stream().map(name -> byGroup.getOrDefault(name, List.of())).toList();
    }
}

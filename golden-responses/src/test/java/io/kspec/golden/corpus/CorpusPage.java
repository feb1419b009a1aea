package io.kspec.golden.corpus;

import static java.util.stream.Collectors.joining;

import io.kspec.mock.coverage.VersionSet;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Writes docs/corpus.md: what of the advertised versions is captured, what the captures show, and why not the rest. */
final class CorpusPage {
    private static final String NOTHING = "–";
    private static final String HEAD =
            """
            # The corpus: what Apache Kafka was asked, and what it answered

            The folder [golden-responses](../golden-responses/README.md) has the bytes of requests to Apache Kafka %s, and of the
            responses. Tests replay them on the mock broker and on Apache Kafka.

            `CorpusPageTest` counts this page from the captures, with `-Dkspec.corpus.write=true`; it fails if the page is not what
            the captures show, or if something is missing without a reason in `golden-responses/lacks.txt`. A pair is an API at a
            version, a pair is complete if its capture shows all of what the definitions of its messages allow:

            - a **success**: a response without an error,
            - an **error**: a response with one; APIs without error codes have none,
            - an **empty** request, in which an array is empty or a value null.

            """;

    private final List<CorpusCensus> releases;
    private final List<DeclaredLack> declared;

    CorpusPage(List<CorpusCensus> releases, List<DeclaredLack> declared) {
        this.releases = List.copyOf(releases);
        this.declared = List.copyOf(declared);
    }

    String text() {
        StringBuilder page = new StringBuilder(
                HEAD.formatted(releases.stream().map(CorpusCensus::release).collect(joining(", "))));
        totals(page);
        apis(page);
        lacks(page);
        return page.toString();
    }

    private void totals(StringBuilder page) {
        page.append(
                "| release | APIs advertised | pairs advertised | pairs captured | exchanges | successes | errors | empty"
                        + " requests |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (CorpusCensus release : releases) {
            page.append(row(Stream.of(
                    release.release(),
                    release.advertised().size(),
                    release.advertised().values().stream()
                            .mapToInt(CorpusPage::count)
                            .sum(),
                    sum(release, key -> release.captured(key).size()),
                    sum(release, release::exchanges),
                    sum(release, key -> release.shown(key, Showing.SUCCESS)),
                    sum(release, key -> release.shown(key, Showing.ERROR)),
                    sum(release, key -> release.shown(key, Showing.EMPTY)))));
        }
    }

    private static int sum(CorpusCensus release, IntUnaryOperator value) {
        return release.advertised().keySet().stream()
                .mapToInt(value::applyAsInt)
                .sum();
    }

    private static int count(Versions versions) {
        return versions.highest() - versions.lowest() + 1;
    }

    private void apis(StringBuilder page) {
        page.append("\n## Versions\n\nWhat each release advertises; where not all of it is captured, what is. "
                + NOTHING + " stands for an API that a release does not advertise.\n\n");
        page.append(row(Stream.concat(
                Stream.concat(Stream.of("key", "API"), releases.stream().map(CorpusCensus::release)),
                Stream.of("exchanges", "successes", "errors", "empty requests"))));
        page.append("| ---: | --- |").append(" --- |".repeat(releases.size())).append(" ---: | ---: | ---: | ---: |\n");
        SortedSet<Integer> keys = new TreeSet<>();
        releases.forEach(release -> keys.addAll(release.advertised().keySet()));
        for (int key : keys) {
            page.append(row(Stream.concat(
                    Stream.concat(
                            Stream.of(
                                    key,
                                    Catalog.standard().find(key).orElseThrow().name()),
                            releases.stream().map(release -> versions(release, key))),
                    Stream.of(
                            total(release -> release.exchanges(key)),
                            total(release -> release.shown(key, Showing.SUCCESS)),
                            total(release -> release.shown(key, Showing.ERROR)),
                            total(release -> release.shown(key, Showing.EMPTY))))));
        }
    }

    private int total(ToIntFunction<CorpusCensus> value) {
        return releases.stream().mapToInt(value).sum();
    }

    private static String versions(CorpusCensus release, int key) {
        Versions advertised = release.advertised().getOrDefault(key, Versions.NONE);
        if (advertised.isEmpty()) {
            return NOTHING;
        }
        List<Integer> captured = release.captured(key);
        if (captured.size() == count(advertised)) {
            return advertised.toString();
        }
        return advertised + ", captured: " + (captured.isEmpty() ? "none" : set(captured));
    }

    private static VersionSet set(List<Integer> versions) {
        return VersionSet.parse(versions.stream().map(String::valueOf).collect(joining(",")));
    }

    private void lacks(StringBuilder page) {
        page.append("\n## What the captures do not show\n\n");
        page.append(row(Stream.of("API", "versions", "not shown", "because")));
        page.append("| --- | --- | --- | --- |\n");
        declared.forEach(each -> page.append(row(Stream.of(each.api(), each.versions(), each.what(), each.reason()))));
    }

    private static String row(Stream<?> cells) {
        return cells.map(cell -> cell.toString().replace("|", "\\|")).collect(joining(" | ", "| ", " |\n"));
    }
}

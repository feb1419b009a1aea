package io.kspec.mock.api;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.kspec.mock.coverage.UseFile;
import io.kspec.mock.coverage.VersionSet;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Writes docs/mock-coverage.md: what the mock broker answers of every API on the broker listener, why not the rest, and what of
 * it captures, walks and real clients have exercised.
 */
final class CoveragePage {
    private static final Path ROOT = Path.of("..");
    private static final String HEAD =
            """
            # What the mock broker answers

            %d of the %d APIs that brokers offer to clients, at %d of their %d versions. The versions are those of the message
            definitions of Apache Kafka %s. The broker advertises exactly what it answers, and telemetry only where it is told to
            take the metrics of clients; where it looks like a release, it advertises and answers no more than that.

            - **captured**: the mock is compared, field by field, with responses that Apache Kafka gave (`golden-responses/captures`,
              `MockAgainstCapturesTest`)
            - **walked**: the mock and a running Apache Kafka are sent the same random requests, and answer alike; each walk below
            - **clients**: a real client library has used the version on the mock; each client below, and its jobs in
              [clients.md](clients.md)

            Tests write this page (`CoveragePageTest`) and the lists of what walks and clients exercise, with
            `-Dkspec.coverage.write=true`; they fail if the lists and the page are not what the program does.

            | key | API | versions defined | answered | captured | walked | clients | not answered, because |
            | ---: | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final AnsweredVersions answered = Handlers.versions();
    private final Gaps gaps = Gaps.declared();
    private final List<ApiSpec> apis =
            Catalog.standard().apis().stream().filter(ApiSpec::onBrokerListener).toList();
    private final Map<String, VersionSet> captured = captured(ROOT.resolve("golden-responses/captures"));
    private final SortedMap<String, SortedMap<String, VersionSet>> walks =
            new UseFile(ROOT.resolve("golden-responses/walked.txt")).read();
    private final SortedMap<String, SortedMap<String, VersionSet>> clients =
            new UseFile(ROOT.resolve("clients/exercised.txt")).read();

    CoveragePage() throws IOException {}

    /** The versions of the files {@code <release>/<API>/v<version>.golden}. */
    private static Map<String, VersionSet> captured(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".golden"))
                    .map(folder::relativize)
                    .collect(toMap(
                            file -> file.getName(1).toString(),
                            file -> VersionSet.parse(file.getName(2).toString().replaceAll("\\D", "")),
                            VersionSet::plus));
        }
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(
                apis.stream().filter(api -> !answered.of(api).isEmpty()).count(),
                apis.size(),
                apis.stream().mapToInt(api -> count(answered.of(api))).sum(),
                apis.stream().mapToInt(api -> count(api.versions())).sum(),
                String.join(" and ", Catalog.standard().releases())));
        apis.forEach(api -> page.append(row(
                api.key(),
                api.name(),
                api.versions(),
                dashIfEmpty(answered.of(api)),
                captured.getOrDefault(api.name(), VersionSet.NONE),
                used(walks, api),
                used(clients, api),
                reasons(api))));
        matrix(page, "Walks", walks);
        matrix(page, "Clients", clients);
        return page.toString();
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(Object::toString).collect(joining(" | ", "| ", " |\n"));
    }

    private static String dashIfEmpty(Versions versions) {
        return versions.isEmpty() ? "-" : versions.toString();
    }

    private static int count(Versions versions) {
        return versions.highest() - versions.lowest() + 1;
    }

    private static VersionSet used(Map<String, SortedMap<String, VersionSet>> users, ApiSpec api) {
        return users.values().stream()
                .map(user -> user.getOrDefault(api.name(), VersionSet.NONE))
                .reduce(VersionSet.NONE, VersionSet::plus);
    }

    private void matrix(StringBuilder page, String title, SortedMap<String, SortedMap<String, VersionSet>> users) {
        page.append("\n## ").append(title).append("\n\n");
        page.append(row(Stream.concat(Stream.of("API"), users.keySet().stream()).toArray()));
        page.append("| --- ".repeat(users.size() + 1)).append("|\n");
        apis.stream()
                .filter(api -> !used(users, api).versions().isEmpty())
                .forEach(api -> page.append(row(Stream.concat(
                                Stream.of(api.name()),
                                users.values().stream().map(user -> user.getOrDefault(api.name(), VersionSet.NONE)))
                        .toArray())));
    }

    /** The reason that applies to all versions, or each reason after the versions that it applies to. */
    private String reasons(ApiSpec api) {
        Map<Versions, String> reasons = new LinkedHashMap<>();
        gaps.all().stream()
                .filter(gap -> gap.api().equals(api.name()))
                .forEach(gap -> reasons.put(gap.versions(), gap.reason()));
        return reasons.entrySet().stream()
                .map(gap -> gap.getKey().equals(api.versions())
                        ? gap.getValue()
                        : "v" + gap.getKey() + ": " + gap.getValue())
                .collect(joining("; "));
    }
}

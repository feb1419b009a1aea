package io.kspec.cli;

import static java.util.stream.Collectors.joining;

import io.kspec.golden.Capture;
import io.kspec.golden.Captures;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.AnswerDifference;
import io.kspec.reference.CheckDeparture;
import io.kspec.reference.ReleaseFacts;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page that shows what the reference releases of Apache Kafka do differently. */
final class ReleasePage {
    private static final String CAPTURES = "apache-kafka-";
    private static final String NOTHING = "–";
    /** A release of Apache Kafka in the requirement or source of a check. */
    private static final Pattern RELEASE = Pattern.compile("(?:Kafka|since|until|before|after|in) \\d\\.\\d");

    private static final String INTRODUCTION =
            """
            # Releases: what Apache Kafka %s answers differently from %s

            The suite is calibrated on Apache Kafka %s. This page lists what these releases do differently, for authors who
            compare their broker with one of them. kspec's mock broker follows %s, unless `kspec mock --release` makes it look
            like another of them.

            `ReleasePageTest` derives the page from the captured ApiVersions responses, from `releases.txt`, where every
            difference between the captures of the releases is declared, and from the checks; with
            `-Dkspec.releases.write=true` it writes the page.
            """;

    private final List<String> releases;
    private final ReleaseFacts facts;
    private final Map<String, Map<String, Versions>> advertised = new HashMap<>();
    private final Map<String, ConformanceTest> checks = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /**
     * Prepares the page.
     *
     * @param releases the releases, the oldest first
     */
    ReleasePage(List<String> releases, ReleaseFacts facts) {
        this.releases = List.copyOf(releases);
        this.facts = facts;
        releases.forEach(release -> advertised.put(release, advertised(release)));
        ConformanceRun.checks().forEach(check -> checks.put(check.id(), check));
    }

    String text() {
        String newest = releases.get(releases.size() - 1);
        String older = listed(releases.subList(0, releases.size() - 1));
        lines.clear();
        lines.add(INTRODUCTION.formatted(newest, older, listed(releases), newest));
        addAdvertised();
        addAnswers();
        addDepartures();
        addSayings();
        return String.join("\n", lines) + "\n";
    }

    private void addAdvertised() {
        lines.add("## What they advertise\n");
        lines.add("All other APIs have the same versions in all of these releases. " + NOTHING
                + " stands for an API that a release does not advertise.\n");
        addRow(Stream.concat(Stream.of("API"), releases.stream()));
        addRow(Stream.concat(Stream.of("---"), releases.stream().map(release -> "---")));
        addRow(Stream.concat(Stream.of("*APIs, versions*"), releases.stream().map(this::counts)));
        for (ApiSpec api : Catalog.standard().apis()) {
            List<String> versions = releases.stream()
                    .map(release -> versions(release, api))
                    .map(range -> range.isEmpty() ? NOTHING : range.toString())
                    .toList();
            if (new HashSet<>(versions).size() > 1) {
                addRow(Stream.concat(Stream.of(api.name()), versions.stream()));
            }
        }
        lines.add("");
    }

    private Versions versions(String release, ApiSpec api) {
        return Objects.requireNonNull(advertised.get(release), release).getOrDefault(api.name(), Versions.NONE);
    }

    private String counts(String release) {
        return facts.advertised(release)
                .map(count -> "*" + count.keys() + ", " + count.pairs() + "*")
                .orElse(NOTHING);
    }

    /** The versions of each API that a release was captured to advertise. */
    private static Map<String, Versions> advertised(String release) {
        ApiSpec apiVersions = Catalog.standard().api("ApiVersions");
        Capture capture = Captures.of(CAPTURES + release).find(apiVersions, 0).orElseThrow();
        Message body = capture.find("what the broker speaks")
                .orElseThrow()
                .decodeResponse()
                .requireBody();
        Map<String, Versions> advertised = new HashMap<>();
        for (Message api : body.getStructs("ApiKeys")) {
            Catalog.standard()
                    .find(api.getInt("ApiKey"))
                    .ifPresent(known -> advertised.put(
                            known.name(), new Versions(api.getInt("MinVersion"), api.getInt("MaxVersion"))));
        }
        return advertised;
    }

    private void addAnswers() {
        lines.add("## What they answer\n");
        lines.add("Each row is a difference in the answers to the same request. The releases in the third column answer"
                + " otherwise than the rest; the fields are a regular expression.\n");
        addRow(Stream.of("request", "field of the response", "releases", "difference"));
        addRow(Stream.of("---", "---", "---", "---"));
        for (AnswerDifference answer : facts.answers(releases)) {
            ApiSpec api = Catalog.standard().api(answer.api());
            Versions versions = api.versions()
                    .intersect(new Versions(
                            answer.versions().lowest(), answer.versions().highest()));
            String request = api.name()
                    + (versions.equals(api.versions()) ? "" : " v" + versions)
                    + (answer.exchange() == null ? "" : ": " + answer.exchange());
            String differing = listed(releases.stream()
                    .filter(answer.releases()::contains)
                    .filter(release ->
                            !versions(release, api).intersect(versions).isEmpty())
                    .toList());
            addRow(Stream.of(request, code(answer.path().pattern()), differing, answer.reason()));
        }
        lines.add("");
    }

    private void addDepartures() {
        lines.add("## Which checks some of them fail\n");
        addRow(Stream.of("check", "level", "releases", "cases", "difference"));
        addRow(Stream.of("---", "---", "---", "---", "---"));
        releases.stream()
                .flatMap(release -> facts.departures(release).stream())
                .distinct()
                .map(this::departure)
                .forEach(this::addRow);
        lines.add("");
    }

    private Stream<String> departure(CheckDeparture departure) {
        ConformanceTest check = Objects.requireNonNull(checks.get(departure.check()), departure.check());
        return Stream.of(
                code(check.id()),
                check.level().name().toLowerCase(Locale.ROOT),
                listed(releases.stream().filter(departure.releases()::contains).toList()),
                code(departure.cases().pattern()),
                departure.reason());
    }

    private void addSayings() {
        lines.add("## What checks say of releases\n");
        addRow(Stream.of("check", "requirement", "source"));
        addRow(Stream.of("---", "---", "---"));
        checks.values().stream()
                .filter(check -> RELEASE.matcher(check.requirement() + " " + check.source())
                        .find())
                .forEach(check -> addRow(Stream.of(code(check.id()), check.requirement(), check.source())));
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private void addRow(Stream<String> cells) {
        lines.add(cells.map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |")));
    }
}

package io.kspec.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The declared facts about Apache Kafka releases and their differences, read from {@code releases.txt}. */
public final class ReleaseFacts {

    private static final String FILE = "releases.txt";

    private final Map<String, AdvertisedCount> advertised = new LinkedHashMap<>();
    private final List<AnswerDifference> answers = new ArrayList<>();
    private final List<CheckDeparture> checks = new ArrayList<>();

    private ReleaseFacts() {}

    /** Reads the declared facts. */
    public static ReleaseFacts declared() {
        try (InputStream content = ReleaseFacts.class.getResourceAsStream(FILE)) {
            if (content == null) {
                throw new FileNotFoundException("expected " + FILE + " next to " + ReleaseFacts.class);
            }
            return parse(new String(content.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReleaseFacts parse(String text) {
        ReleaseFacts facts = new ReleaseFacts();
        try {
            Paragraph.read(text).forEach(facts::add);
        } catch (IllegalArgumentException | ReferenceBrokerException e) {
            throw new IllegalArgumentException(FILE + ", " + e.getMessage(), e);
        }
        return facts;
    }

    private void add(Paragraph paragraph) {
        switch (paragraph.kind()) {
            case "release" -> addRelease(paragraph);
            case "answer" -> addAnswer(paragraph);
            case "check" -> addCheck(paragraph);
            default ->
                throw new IllegalArgumentException("line " + paragraph.line()
                        + ": expected a paragraph that begins with release, answer or check, found "
                        + paragraph.kind());
        }
    }

    private void addRelease(Paragraph paragraph) {
        paragraph.allow("release", "keys", "pairs");
        String release = KafkaRelease.of(paragraph.require("release")).version();
        AdvertisedCount count = new AdvertisedCount(
                paragraph.require("keys", Integer::valueOf), paragraph.require("pairs", Integer::valueOf));
        if (advertised.put(release, count) != null) {
            throw new IllegalArgumentException("line " + paragraph.line() + ": release " + release + " is given twice");
        }
    }

    private void addAnswer(Paragraph paragraph) {
        paragraph.allow("answer", "releases", "versions", "exchange", "path", "mock", "reason");
        answers.add(new AnswerDifference(
                paragraph.require("releases", ReleaseRange::of),
                paragraph.require("answer"),
                paragraph.find("versions") == null ? VersionRange.ALL : paragraph.require("versions", VersionRange::of),
                paragraph.find("exchange"),
                paragraph.require("path", Pattern::compile),
                paragraph.find("mock") != null && paragraph.require("mock", ReleaseFacts::isNewest),
                paragraph.require("reason")));
    }

    private static boolean isNewest(String value) {
        if (!value.equals("newest")) {
            throw new IllegalArgumentException("expected newest");
        }
        return true;
    }

    private void addCheck(Paragraph paragraph) {
        paragraph.allow("check", "releases", "cases", "reason");
        checks.add(new CheckDeparture(
                paragraph.require("releases", ReleaseRange::of),
                paragraph.require("check"),
                paragraph.require("cases", Pattern::compile),
                paragraph.require("reason")));
    }

    /** Returns what a release advertises on a PLAINTEXT listener, if that is declared. */
    public Optional<AdvertisedCount> advertised(String release) {
        return Optional.ofNullable(advertised.get(release));
    }

    /** Returns the answers in which any of these releases differs from the mock broker. */
    public List<AnswerDifference> answers(List<String> releases) {
        return answers.stream()
                .filter(answer -> releases.stream().anyMatch(answer.releases()::contains))
                .toList();
    }

    /** Returns the checks that a release fails. */
    public List<CheckDeparture> departures(String release) {
        return checks.stream()
                .filter(check -> check.releases().contains(release))
                .toList();
    }
}

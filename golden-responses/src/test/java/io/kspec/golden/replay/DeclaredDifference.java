package io.kspec.golden.replay;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.comparison.Difference;
import io.kspec.mock.api.Gaps;
import io.kspec.protocol.spec.Catalog;
import io.kspec.reference.AnswerDifference;
import io.kspec.reference.ReferenceReleases;
import io.kspec.reference.ReleaseFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way in which the responses of the mock may differ from the captured ones.
 *
 * @param reason why they differ
 * @param covers which differences this explains
 */
record DeclaredDifference(String reason, Predicate<Difference> covers) {
    private static final String KAFKA = "Apache Kafka ";
    private static final Pattern API_KEY = Pattern.compile("ApiKeys\\[(\\d+)]");

    /** What the mock answers differently from every release that has it. */
    private static final List<DeclaredDifference> OF_THE_MOCK = List.of(
            new DeclaredDifference(
                    "error messages for humans are worded differently",
                    difference -> difference.path().endsWith("ErrorMessage") && difference.hasBothTexts()),
            new DeclaredDifference(
                    "the mock does not advertise what is in its list of gaps",
                    difference -> difference.isOf("ApiVersions", "ApiKeys\\..*|ApiKeys\\[.*") && isGap(difference)),
            new DeclaredDifference(
                    "the releases that list the topics of which nothing was asked had internal topics when they were captured",
                    difference -> difference.isOf("DescribeLogDirs", "Results\\[0].Topics.*")
                            && difference.capture().provenance().broker().equals(KAFKA + "3.3.2")));

    /**
     * The declared differences between a release and the mock that looks like it; volatile values are not among them, since they
     * do not count as differences.
     */
    static final List<DeclaredDifference> OF_IMITATIONS = Stream.concat(
                    OF_THE_MOCK.stream(),
                    answers().filter(AnswerDifference::ofMock).map(DeclaredDifference::ofReleases))
            .toList();

    /** The declared differences between releases that the mock knows. */
    static final List<DeclaredDifference> OF_RELEASES = answers()
            .filter(declared -> !declared.ofMock())
            .map(DeclaredDifference::ofReleases)
            .toList();

    /** The APIs in which releases differ. */
    static Set<String> apisOfReleases() {
        return answers().map(AnswerDifference::api).collect(Collectors.toSet());
    }

    private static Stream<AnswerDifference> answers() {
        return ReleaseFacts.declared().answers(ReferenceReleases.all()).stream();
    }

    /** A difference between the mock and the answers of some releases. */
    private static DeclaredDifference ofReleases(AnswerDifference declared) {
        return new DeclaredDifference(declared.reason(), difference -> {
            String broker = difference.capture().provenance().broker();
            CapturedExchange exchange = difference.exchange();
            return broker.startsWith(KAFKA)
                    && declared.covers(
                            broker.substring(KAFKA.length()),
                            exchange.api().name(),
                            exchange.version(),
                            exchange.name(),
                            difference.path());
        });
    }

    private static boolean isGap(Difference difference) {
        if (difference.path().endsWith("size")) {
            return true;
        }
        Matcher name = API_KEY.matcher(difference.path());
        return name.find()
                && Catalog.standard()
                        .find(Integer.parseInt(name.group(1)))
                        .filter(api -> Gaps.declared().all().stream()
                                .anyMatch(gap -> gap.api().equals(api.name())))
                        .isPresent();
    }
}

package io.kspec.golden.replay;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.comparison.Difference;
import io.kspec.reference.AnswerDifference;
import io.kspec.reference.ReferenceReleases;
import io.kspec.reference.ReleaseFacts;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A way in which the responses of the mock may differ from the captured ones.
 *
 * @param reason why they differ
 * @param covers which differences this explains
 */
record DeclaredDifference(String reason, Predicate<Difference> covers) {
    private static final String KAFKA = "Apache Kafka ";

    /** What the mock answers differently from every release that has it. */
    private static final List<DeclaredDifference> OF_THE_MOCK = List.of(
            new DeclaredDifference(
                    "error messages for humans are worded differently",
                    difference -> difference.path().endsWith("ErrorMessage") && difference.hasBothTexts()),
            new DeclaredDifference(
                    "the mock advertises what its handlers declare: other APIs than a release, and more versions of them",
                    difference ->
                            difference.isOf("ApiVersions", "ApiKeys\\..*|ApiKeys\\[.*") && declaresOthers(difference)),
            new DeclaredDifference(
                    "the mock has the features of Apache Kafka 4.3.1 that it implements, and no group.version but 0 (KIP-584)",
                    difference -> difference.isOf("ApiVersions", "(Supported|Finalized)Features.*")
                            && (isOnlyInOne(difference)
                                    || difference.path().endsWith("size")
                                    || isOfAnotherRelease(difference)
                                    || difference.path().contains("group.version"))));

    /** Every declared difference; volatile values are not among them, since they do not count as differences. */
    static final List<DeclaredDifference> ALL = Stream.concat(
                    OF_THE_MOCK.stream(),
                    ReleaseFacts.declared().answers(ReferenceReleases.all()).stream()
                            .map(DeclaredDifference::ofReleases))
            .toList();

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

    private static boolean isOfAnotherRelease(Difference difference) {
        return difference.path().contains("metadata.version")
                && !difference.capture().provenance().broker().equals(KAFKA + ReferenceReleases.newest());
    }

    private static boolean isOnlyInOne(Difference difference) {
        return difference.actual().equals(Difference.ABSENT)
                || difference.captured().equals(Difference.ABSENT);
    }

    private static boolean declaresOthers(Difference difference) {
        if (isOnlyInOne(difference) || difference.path().endsWith("size")) {
            return true;
        }
        int order = ((Short) difference.actual()).compareTo((Short) difference.captured());
        return difference.path().endsWith("MinVersion") ? order < 0 : order > 0;
    }
}

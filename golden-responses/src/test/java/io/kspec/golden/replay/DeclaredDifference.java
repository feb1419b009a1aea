package io.kspec.golden.replay;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.comparison.Difference;
import io.kspec.reference.AnswerDifference;
import io.kspec.reference.ReferenceReleases;
import io.kspec.reference.ReleaseFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What the mock answers differently from every release that has it. */
    private static final List<DeclaredDifference> OF_THE_MOCK = List.of(
            new DeclaredDifference(
                    "error messages for humans are worded differently",
                    difference -> difference.path().endsWith("ErrorMessage") && difference.hasBothTexts()),
            new DeclaredDifference(
                    "the mock and Apache Kafka have messages in different responses about share groups",
                    difference -> difference.exchange().api().name().contains("Share")
                            && difference.path().endsWith("ErrorMessage")),
            new DeclaredDifference(
                    "the mock takes an empty id of a share group for one that does not exist",
                    difference ->
                            difference.isOf("(ShareGroupDescribe|DeleteShareGroupOffsets)", "(Groups\\[0].)?ErrorCode")
                                    && difference.exchange().name().matches("an empty group id|nothing but defaults")),
            new DeclaredDifference(
                    "the mock accepts a session of a share group without a member id",
                    difference -> difference.isOf("ShareFetch", "AcquisitionLockTimeoutMs|ErrorCode")
                            && difference.exchange().name().equals("an empty member id")),
            new DeclaredDifference(
                    "Apache Kafka 4.3 answers a session that begins with an unknown topic with UNKNOWN_SERVER_ERROR",
                    difference -> difference.isOf("ShareFetch", "AcquisitionLockTimeoutMs|ErrorCode|Responses.*")
                            && difference.exchange().name().equals("a topic that does not exist")),
            new DeclaredDifference(
                    "the mock deletes the offsets of a topic again that a share group has forgotten",
                    difference -> difference.isOf("DeleteShareGroupOffsets", "Responses\\[0].*")
                            && difference.exchange().name().equals("a topic that was deleted")),
            new DeclaredDifference(
                    "Apache Kafka answers the renewal and the end of a token that does not exist with time 0, and those of"
                            + " others with a time",
                    difference -> difference.isOf("(Renew|Expire)DelegationToken", "ExpiryTimestampMs")),
            new DeclaredDifference(
                    "the user who may log in to the mock with PLAIN may also do so with SCRAM",
                    difference -> difference.isOf("DescribeUserScramCredentials", "Results.*")),
            new DeclaredDifference(
                    "the mock that looks like 3.9.2 has consumer groups, which are a preview in that release",
                    difference -> difference.exchange().api().name().startsWith("ConsumerGroup")
                            && isOf(difference, "3.9.2")),
            new DeclaredDifference(
                    "the mock with ACLs has groups with configurations whatever release it looks like",
                    difference -> difference.isOf("DescribeGroups", "Groups\\[0].AuthorizedOperations")
                            && (isOf(difference, "3.3.2") || isOf(difference, "3.9.2"))),
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

    private static boolean isOf(Difference difference, String release) {
        return difference.capture().provenance().broker().equals(KAFKA + release);
    }
}

package io.kspec.golden.replay;

import io.kspec.golden.comparison.Difference;
import java.util.List;
import java.util.function.Predicate;

/**
 * A way in which the responses of the mock may differ from the captured ones.
 *
 * @param reason why they differ
 * @param covers which differences this explains
 */
record DeclaredDifference(String reason, Predicate<Difference> covers) {
    private static final String OLDEST = "Apache Kafka 3.9.2";
    private static final String NEWEST = "Apache Kafka 4.3.1";

    /** Every declared difference; volatile values are not among them, since they do not count as differences. */
    static final List<DeclaredDifference> ALL = List.of(
            new DeclaredDifference(
                    "error messages for humans are worded differently",
                    difference -> difference.path().endsWith("ErrorMessage") && difference.hasBothTexts()),
            new DeclaredDifference(
                    "the mock speaks every version of the union, but only the APIs that it has handlers of",
                    difference -> difference.isOf("ApiVersions", "ApiKeys\\..*|ApiKeys\\[.*")
                            && widensOrLeavesOut(difference)),
            new DeclaredDifference(
                    "the mock has no features to tell of (KIP-584)",
                    difference -> difference.isOf("ApiVersions", "(Supported|Finalized)Features.*")
                            && difference.actual().equals(Difference.ABSENT)),
            new DeclaredDifference(
                    "the mock keeps no fetch sessions, and says so with session id 0 (KIP-227)",
                    difference -> difference.isOf("Fetch", "SessionId")
                            && difference.exchange().name().equals("a new session")
                            && difference.actual().equals(0)),
            new DeclaredDifference(
                    "Kafka tells the size before it converts records to an older format, and fills what it saved with a"
                            + " message that no client can read whole",
                    difference ->
                            difference.isOf("Fetch", "Responses\\[0].Partitions\\[0].Records.(bytes|Batches\\[\\d+].*)")
                                    && difference.exchange().version() < 4
                                    && (difference.path().endsWith("bytes")
                                            || difference.actual().equals(Difference.ABSENT))),
            new DeclaredDifference(
                    "4.0 removed configuration that 3.9 has, and gave message.timestamp.after.max.ms another default"
                            + " (KIP-724, KIP-1030); the mock has that of 4.3",
                    difference -> difference.isOf(
                                    "CreateTopics",
                                    "Topics\\[0].Configs(.size|\\[message.(downconversion.enable|format.version"
                                            + "|timestamp.difference.max.ms|timestamp.after.max.ms)].*)")
                            && difference.isFrom(OLDEST)),
            new DeclaredDifference(
                    "a cluster with eligible leader replicas keeps min.insync.replicas for all its brokers (KIP-966);"
                            + " the mock has no configuration but that of topics",
                    difference ->
                            difference.isOf("CreateTopics", "Topics\\[0].Configs\\[min.insync.replicas].ConfigSource")
                                    && difference.isFrom(NEWEST)),
            new DeclaredDifference(
                    "groups have configuration since 4.0, to be described and altered; the mock is like 4.3",
                    difference -> difference.isOf("DescribeGroups", "Groups\\[0].AuthorizedOperations")
                            && difference.isFrom(OLDEST)),
            new DeclaredDifference(
                    "the coordinator of 3.9 does not know GROUP_ID_NOT_FOUND in OffsetCommit v9 yet (KIP-848); the mock is"
                            + " like 4.3",
                    difference -> difference.isOf("OffsetCommit", "Topics\\[0].Partitions\\[0].ErrorCode")
                            && difference.exchange().version() == 9
                            && difference.exchange().name().equals("a group that does not exist")
                            && difference.isFrom(OLDEST)),
            new DeclaredDifference(
                    "4.x advertises Produce from 0 for the sake of old clients, and hangs up on 0 to 2 (KAFKA-18659); the"
                            + " mock answers them as 3.9 does",
                    difference -> difference.isOf("Produce", "outcome")
                            && difference.exchange().version() < 3
                            && difference.isFrom(NEWEST)));

    private static boolean widensOrLeavesOut(Difference difference) {
        if (difference.actual().equals(Difference.ABSENT) || difference.path().endsWith("size")) {
            return true;
        }
        int order = ((Short) difference.actual()).compareTo((Short) difference.captured());
        return difference.path().endsWith("MinVersion") ? order < 0 : order > 0;
    }
}

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
    private static final String V3_3 = "Apache Kafka 3.3.2";
    private static final String V3_9 = "Apache Kafka 3.9.2";
    private static final String V4_3 = "Apache Kafka 4.3.1";

    /** Every declared difference; volatile values are not among them, since they do not count as differences. */
    static final List<DeclaredDifference> ALL = List.of(
            new DeclaredDifference(
                    "error messages for humans are worded differently",
                    difference -> difference.path().endsWith("ErrorMessage") && difference.hasBothTexts()),
            new DeclaredDifference(
                    "the mock speaks every version of the union, but only of the APIs that it has handlers for",
                    difference -> difference.isOf("ApiVersions", "ApiKeys\\..*|ApiKeys\\[.*")
                            && widensOrLeavesOut(difference)),
            new DeclaredDifference(
                    "the mock has no features (KIP-584)",
                    difference -> difference.isOf("ApiVersions", "(Supported|Finalized)Features.*")
                            && difference.actual().equals(Difference.ABSENT)),
            new DeclaredDifference(
                    "the mock keeps no fetch sessions, and says so with session id 0 (KIP-227)",
                    difference -> difference.isOf("Fetch", "SessionId")
                            && difference.exchange().name().equals("a new session")
                            && difference.actual().equals(0)),
            new DeclaredDifference(
                    "Kafka announces the size of the records before it converts them to an older format, and fills the rest"
                            + " with a message that is cut off",
                    difference ->
                            difference.isOf("Fetch", "Responses\\[0].Partitions\\[0].Records.(bytes|Batches\\[\\d+].*)")
                                    && difference.exchange().version() < 4
                                    && (difference.path().endsWith("bytes")
                                            || difference.actual().equals(Difference.ABSENT))),
            new DeclaredDifference(
                    "4.0 removed configuration of topics, and changed the default of message.timestamp.after.max.ms"
                            + " (KIP-724, KIP-1030); the mock has the configuration of 4.3",
                    difference -> difference.isOf(
                                    "CreateTopics",
                                    "Topics\\[0].Configs(.size|\\[message.(downconversion.enable|format.version"
                                            + "|timestamp.difference.max.ms|timestamp.after.max.ms)].*)")
                            && (difference.isFrom(V3_3) || difference.isFrom(V3_9))),
            new DeclaredDifference(
                    "topics have more configuration since 3.6, 3.8 and 3.9 (KIP-937, KIP-390, KIP-950)",
                    difference -> difference.isOf(
                                    "CreateTopics",
                                    "Topics\\[0].Configs\\[(message.timestamp.before.max.ms|compression.(gzip|lz4|zstd).level"
                                            + "|remote.log.(copy.disable|delete.on.disable))].*")
                            && difference.captured().equals(Difference.ABSENT)
                            && difference.isFrom(V3_3)),
            new DeclaredDifference(
                    "a cluster with eligible leader replicas sets min.insync.replicas for all its brokers (KIP-966);"
                            + " the mock only has the configuration of topics",
                    difference ->
                            difference.isOf("CreateTopics", "Topics\\[0].Configs\\[min.insync.replicas].ConfigSource")
                                    && difference.isFrom(V4_3)),
            new DeclaredDifference(
                    "since 4.0, groups have configuration, so more operations are authorized; the mock is like 4.3",
                    difference -> difference.isOf("DescribeGroups", "Groups\\[0].AuthorizedOperations")
                            && (difference.isFrom(V3_3) || difference.isFrom(V3_9))),
            new DeclaredDifference(
                    "the coordinator of 3.9 does not use GROUP_ID_NOT_FOUND in OffsetCommit v9 yet (KIP-848); the mock is"
                            + " like 4.3",
                    difference -> difference.isOf("OffsetCommit", "Topics\\[0].Partitions\\[0].ErrorCode")
                            && difference.exchange().version() == 9
                            && difference.exchange().name().equals("a group that does not exist")
                            && difference.isFrom(V3_9)),
            new DeclaredDifference(
                    "before 3.9, every kind of offset that the broker knows may be asked for at any version, and an unknown"
                            + " one is a time before all records (KAFKA-17331); the mock is like 3.9",
                    difference -> difference.isOf(
                                    "ListOffsets", "Topics\\[0].Partitions\\[0].(ErrorCode|Offset|Timestamp|LeaderEpoch)")
                            && difference.exchange().name().startsWith("a kind of offset that")
                            && difference.isFrom(V3_3)),
            new DeclaredDifference(
                    "3.3 collects the groups of an OffsetFetch response in a hash map, so they come in any order; the mock"
                            + " keeps that of the request, like 3.9",
                    difference -> difference.isOf("OffsetFetch", "Groups\\[\\d].*")
                            && difference.exchange().name().equals("two groups")
                            && difference.isFrom(V3_3)),
            new DeclaredDifference(
                    "4.x advertises Produce v0 to v2 for the sake of old clients, and closes the connection on them"
                            + " (KAFKA-18659); the mock answers them like 3.9",
                    difference -> difference.isOf("Produce", "outcome")
                            && difference.exchange().version() < 3
                            && difference.isFrom(V4_3)));

    private static boolean widensOrLeavesOut(Difference difference) {
        if (difference.actual().equals(Difference.ABSENT) || difference.path().endsWith("size")) {
            return true;
        }
        int order = ((Short) difference.actual()).compareTo((Short) difference.captured());
        return difference.path().endsWith("MinVersion") ? order < 0 : order > 0;
    }
}

package io.kspec.suite.checks.rules;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that break a rule which holds for every API. */
final class RuleMutants implements AreaMutants {
    private static final String UNKNOWN = "kspec-no-such-item";
    private static final String SECOND = "kspec-no-such-item-2";

    private static final List<Mutant> ALL = List.of(
            invented("K145", "the second of several groups is not described")
                    .by(request("DescribeGroups")
                            .where("Groups[*]", SECOND)
                            .willReturn(asKafka().without("Groups[GroupId=" + SECOND + "]")))
                    .failing("rules.every-item-answered-once", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("none for " + SECOND),
            invented("K146", "a group is described that nobody asked for")
                    .by(request("DescribeGroups")
                            .where("Groups[*]", SECOND)
                            .willReturn(asKafka().adding("Groups", Map.of("GroupId", "uninvited"))))
                    .failing("rules.every-item-answered-once", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("uninvited, which was not asked for"),
            invented("K1309", "a quota of a user and a client id is answered as one of the client id")
                    .by(request("AlterClientQuotas")
                            .where("ValidateOnly", true)
                            .willReturn(asKafka().without("Entries[*].Entity[EntityType=user]")))
                    .failing("rules.every-item-answered-once", "AlterClientQuotas", "0-1")
                    .blaming("Entries")
                    .saying("none for "),
            invented("K147", "partition 1 of a topic is answered as partition 0")
                    .by(request("ListOffsets")
                            .where("Topics[*].Name", SECOND)
                            .willReturn(asKafka().with("Topics[Name=" + SECOND + "].Partitions[1].PartitionIndex", 0)))
                    .failing("rules.every-item-answered-once", "ListOffsets", "0-11")
                    .blaming("Topics")
                    .saying("none for " + SECOND + ", 1"),
            invented("K148", "a request with unknown tagged fields ends the connection")
                    .by(request("Metadata").fromClient("kspec-newer").willReturn(disconnectBeforeApplying()))
                    .failing("rules.unknown-tags-ignored", "Metadata", "9-13")
                    .saying("closed"),
            invented("K149", "a request with unknown tagged fields is refused")
                    .by(request("ListGroups")
                            .fromClient("kspec-newer")
                            .willReturn(asKafka().with("ErrorCode", 42)))
                    .failing("rules.unknown-tags-ignored", "ListGroups", "3-5")
                    .blaming("ErrorCode")
                    .saying("found [42 INVALID_REQUEST]"),
            invented("K507", "next to unknown tagged fields, the end of a name is lost")
                    .by(request("DescribeGroups")
                            .fromClient("kspec-newer")
                            .willReturn(asKafka().with("Groups[0].GroupId", UNKNOWN + "-")))
                    .failing("rules.unknown-tags-ignored", "DescribeGroups", "5-6")
                    .blaming("Groups")
                    .saying("as without unknown tagged fields"),
            invented("K507b", "after an empty client id, the first byte of a name is lost")
                    .by(request("DescribeGroups")
                            .fromClient("")
                            .willReturn(asKafka().with("Groups[0].GroupId", UNKNOWN.substring(1))))
                    .failing("rules.any-client-id", "DescribeGroups", "0-6")
                    .blaming("Groups")
                    .saying("as with another client id"),
            invented("K508", "for those who add partitions, no topic exists")
                    .by(request("CreatePartitions").willReturn(asKafka().error(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("rules.bad-item-spares-siblings", "CreatePartitions", "0-3")
                    .blaming("Results[1].ErrorCode")
                    .saying("because this one does, found 3"),
            invented("K326", "one topic that does not exist spoils the others")
                    .by(request("ListOffsets")
                            .where("Topics[*].Name", UNKNOWN)
                            .willReturn(asKafka()
                                    .with("Topics[*].Partitions[*].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("rules.bad-item-spares-siblings", "ListOffsets", "0-11")
                    .blaming("Topics[1].Partitions[0].ErrorCode")
                    .saying("as without an unknown topic"),
            invented("K327", "nothing is answered after the first topic that does not exist")
                    .by(request("DescribeConfigs")
                            .where("Resources[*].ResourceName", UNKNOWN)
                            .willReturn(asKafka().without("Results[1]")))
                    .failing("rules.bad-item-spares-siblings", "DescribeConfigs", "0-4")
                    .blaming("Results")
                    .saying("an entry for"),
            mutant("K328", "who asks second finds what the first one left", "SeaweedFS e00c6ca94")
                    .by(request("ListOffsets")
                            .atVersion(5)
                            .willReturn(asKafka().with("Topics[0].Partitions[*].Offset", 7))
                            .onNth(2))
                    .failing("rules.same-request-same-answer", "ListOffsets", "5")
                    .blaming("Topics[0].Partitions[0].Offset")
                    .saying("as in the answer before"),
            mutant("K329", "a client id of 255 bytes is mis-read, and the connection closed", "pg_kafka 36bd7bc")
                    .by(request("Metadata").fromClient("x".repeat(255)).willReturn(disconnectBeforeApplying()))
                    .failing("rules.any-client-id", "Metadata", "1-13")
                    .saying("closed"),
            invented("K330", "where headers are flexible, an empty client id is an invalid request")
                    .by(request("ListGroups")
                            .atVersions(3, 5)
                            .fromClient("")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("rules.any-client-id", "ListGroups", "3-5")
                    .blaming("ErrorCode")
                    .saying("found [42 INVALID_REQUEST]"),
            invented("K331", "half of a timestamp is the throttle time")
                    .by(request("Heartbeat").willReturn(asKafka().with("ThrottleTimeMs", 1_700_000_000)))
                    .failing("rules.throttle-time-can-be", "Heartbeat", "1-4")
                    .blaming("ThrottleTimeMs")
                    .saying("is at most 60000"),
            invented("K501", "an absent replica state is that of replica 0: consumers are answered as followers")
                    .by(request("Fetch")
                            .atVersions(15, 18)
                            .willReturn(asKafka().with("Responses[*].Partitions[*].HighWatermark", 0)))
                    .by(request("Fetch").fromClient("kspec-explicit").willReturn(asKafka()))
                    .failing("rules.absent-tags-are-defaults", "Fetch", "15-18")
                    .blaming("Responses[0].Partitions[0].HighWatermark")
                    .saying("expected 0, as where tagged fields with their defaults are absent, found 1"),
            invented("K501b", "a tagged field that has its default value is an invalid request")
                    .by(request("Fetch")
                            .fromClient("kspec-explicit")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("rules.absent-tags-are-defaults", "Fetch", "12-18")
                    .blaming("ErrorCode")
                    .saying("expected 0, as where tagged fields with their defaults are absent, found 42"),
            invented("K501c", "finalized features have no epoch")
                    .by(request("ApiVersions")
                            .atVersions(3, 5)
                            .willReturn(asKafka().with("FinalizedFeaturesEpoch", -1)))
                    .failing("rules.absent-tags-are-defaults", "ApiVersions", "3-5")
                    .blaming("FinalizedFeaturesEpoch")
                    .saying("since there are finalized features"),
            invented("K501d", "a created topic has no configurations, and no error says why")
                    .by(request("CreateTopics").willReturn(asKafka().with("Topics[*].Configs", null)))
                    .failing("rules.absent-tags-are-defaults", "CreateTopics", "5-7")
                    .blaming("Topics[0].Configs")
                    .saying("since no error says why there are none"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

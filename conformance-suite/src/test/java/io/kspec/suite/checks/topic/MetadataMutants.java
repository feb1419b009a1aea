package io.kspec.suite.checks.topic;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that tell wrongly of themselves and their topics. */
final class MetadataMutants implements AreaMutants {
    private static final int SOMEBODY = 0x4fd297f2;

    private static final List<Mutant> ALL = List.of(
            mutant(
                            "Q1",
                            "a null array of topics, counted -1, is read as unsigned and the connection closed",
                            "Quafka" + " 9940ac8; jocko de7d6f3")
                    .by(request("Metadata").where("Topics", null).willReturn(disconnectBeforeApplying()))
                    .failing("metadata.null-means-all-topics", "Metadata", "1-13")
                    .saying("closed"),
            mutant("Q29", "an empty array of topics means all of them", "Quafka handleMetadata")
                    .by(request("Metadata")
                            .atVersions(1, 13)
                            .where("Topics", List.of())
                            .willReturn(asKafka().asIfAsked("Topics", null)))
                    .failing("metadata.empty-means-no-topic", "Metadata", "1-13")
                    .blaming("Topics")
                    .saying("expected 0 entries in Topics"),
            mutant(
                            "Q2",
                            "Metadata v1 has neither Rack nor IsInternal",
                            "Quafka 9940ac8; jocko protocol/metadata_response.go")
                    .by(request("Metadata")
                            .atVersion(1)
                            .willReturn(asKafka().omitting("Brokers[*].Rack").omitting("Topics[*].IsInternal")))
                    .failing("metadata.topic-is-shown", "Metadata", "1")
                    .blaming("Brokers[0].Rack")
                    .saying("missing"),
            mutant("Q3", "Metadata v2 has no ClusterId", "Quafka 2bbcc07")
                    .by(request("Metadata").atVersion(2).willReturn(asKafka().omitting("ClusterId")))
                    .failing("wire.well-formed-answer", "Metadata", "2")
                    .blaming("ClusterId")
                    .saying("missing"),
            mutant(
                            "S1",
                            "Metadata v7 has version 8's operations before the topics and version 10's topic ids, and lacks"
                                    + " LeaderEpoch and OfflineReplicas",
                            "SeaweedFS 6870eeba1")
                    .by(request("Metadata")
                            .atVersion(7)
                            .willReturn(asKafka()
                                    .insertingBefore("Topics", Bytes.fromHex("ffffffff"))
                                    .insertingAfter("Topics[*].Name", Bytes.fromHex("00".repeat(16)))
                                    .omitting("Topics[*].Partitions[*].LeaderEpoch")
                                    .omitting("Topics[*].Partitions[*].OfflineReplicas")))
                    .failing("metadata.topic-is-shown", "Metadata", "7")
                    .blaming("ClusterAuthorizedOperations")
                    .saying("unexpected TopicId (16 bytes) before IsInternal; v7 has no such field"),
            mutant("S2", "Metadata v1 has version 3's ThrottleTimeMs and version 2's ClusterId", "SeaweedFS a4da25db6")
                    .by(request("Metadata")
                            .atVersion(1)
                            .willReturn(asKafka()
                                    .insertingBefore("Brokers", Bytes.fromHex("00000000"))
                                    .insertingAfter("Brokers", Bytes.fromHex("00056b73706563"))
                                    .omitting("Topics[*].IsInternal")))
                    .failing("metadata.topic-is-shown", "Metadata", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v3"),
            mutant("S5", "leaders are a node that the list of brokers does not have", "SeaweedFS 8ef2cb5b1, d66ba5425")
                    .by(request("Metadata")
                            .willReturn(asKafka()
                                    .with("Brokers[*].NodeId", SOMEBODY)
                                    .with("ControllerId", SOMEBODY)))
                    .failing("metadata.leaders-are-brokers", "Metadata", "0-13")
                    .blaming("Topics[0].Partitions[0].LeaderId")
                    .saying("one of the brokers [1339201522], found 1"),
            mutant("S11", "Metadata v7 has the flexible layout of version 9", "SeaweedFS 485078383, 89efe7a12")
                    .by(request("Metadata").atVersion(7).willReturn(asKafka().inLayoutOf(9)))
                    .failing("wire.well-formed-answer", "Metadata", "7")
                    .blaming("TaggedFields")
                    .saying("the layout of v9"),
            mutant("P4", "the broker's address is 0.0.0.0", "pg_kafka f8f7072")
                    .by(request("Metadata").willReturn(asKafka().with("Brokers[*].Host", "0.0.0.0")))
                    .failing("metadata.brokers-can-be-dialled", "Metadata", "0-13")
                    .blaming("Brokers[0].Host")
                    .saying("0.0.0.0"),
            mutant("P5", "the broker's address is an IPv6 one at which nobody listens", "pg_kafka f8015e5, e7282c3")
                    .by(request("Metadata").willReturn(asKafka().with("Brokers[*].Host", "::1")))
                    .failing("metadata.brokers-can-be-dialled", "Metadata", "0-13")
                    .blaming("Brokers[0].Host")
                    .saying("a broker that answers at"),
            mutant("P1", "topics have no id although Fetch v13 asks by id", "pg_kafka aa2f32d")
                    .by(request("Metadata").willReturn(asKafka().with("Topics[*].TopicId", KafkaUuid.ZERO)))
                    .failing("metadata.topic-has-an-id", "Metadata", "10-13")
                    .blaming("Topics[0].TopicId")
                    .saying("an id that is not zero"),
            mutant("P23", "a look at a topic creates it although the client forbids it", "pg_kafka CONF-2")
                    .by(request("Metadata")
                            .atVersions(4, 13)
                            .willReturn(asKafka().asIfAsked("AllowAutoTopicCreation", true)))
                    .failing("metadata.unknown-topic-is-answered", "Metadata", "4-13")
                    .blaming("Topics[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION"),
            mutant("S3", "the broker's port is always the same", "SeaweedFS 62ee4e539")
                    .by(request("Metadata").willReturn(asKafka().with("Brokers[*].Port", 1)))
                    .failing("metadata.brokers-can-be-dialled", "Metadata", "0-13")
                    .blaming("Brokers[0].Host")
                    .saying("a broker that answers at 127.0.0.1:1"),
            mutant("S53", "a topic that was shown is unknown a moment later", "SeaweedFS 8701299ba, a5db489f8")
                    .by(request("Metadata")
                            .atVersion(5)
                            .willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION))
                            .onNth(2))
                    .failing("metadata.topic-is-shown", "Metadata", "5")
                    .blaming("Topics[0].ErrorCode")
                    .saying("found 3 UNKNOWN_TOPIC_OR_PARTITION"),
            mutant("S6", "Metadata v0 lists another node than the one that leads", "SeaweedFS aecc020b1")
                    .by(request("Metadata").atVersion(0).willReturn(asKafka().with("Brokers[*].NodeId", SOMEBODY)))
                    .failing("metadata.leaders-are-brokers", "Metadata", "0")
                    .blaming("Topics[0].Partitions[0].LeaderId")
                    .saying("found 1"),
            invented("K903", "every topic is internal")
                    .by(request("Metadata").willReturn(asKafka().with("Topics[*].IsInternal", true)))
                    .failing("metadata.topic-is-shown", "Metadata", "1-13")
                    .blaming("Topics[0].IsInternal")
                    .saying("= false, found true"),
            invented("K904", "the brokers are to be looked up again")
                    .by(request("Metadata").willReturn(asKafka().with("ErrorCode", ErrorCode.REBOOTSTRAP_REQUIRED)))
                    .failing("metadata.topic-is-shown", "Metadata", "13")
                    .blaming("ErrorCode")
                    .saying("REBOOTSTRAP_REQUIRED"),
            invented("K34", "of several topics the first alone is answered")
                    .by(request("Metadata").willReturn(asKafka().without("Topics[1]")))
                    .failing("metadata.all-topics-answered", "Metadata", "0-13")
                    .blaming("Topics")
                    .saying("the topics"),
            invented("K35", "the cluster has no id")
                    .by(request("Metadata").willReturn(asKafka().with("ClusterId", null)))
                    .failing("metadata.cluster-has-an-id", "Metadata", "2-13")
                    .blaming("ClusterId")
                    .saying("a non-empty cluster id, found null"),
            invented("K36", "no topics are asked for, so none are told, at version 0 too")
                    .by(request("Metadata")
                            .atVersion(0)
                            .where("Topics", List.of())
                            .willReturn(asKafka().without("Topics[*]")))
                    .failing("metadata.empty-meant-all-topics-at-first", "Metadata", "0")
                    .blaming("Topics")
                    .saying("found 0 others"),
            invented("K37", "a name that no topic can have is one that is unknown")
                    .by(request("Metadata")
                            .willReturn(asKafka()
                                    .with("Topics[ErrorCode=17].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("metadata.invalid-name-is-refused", "Metadata", "4-13")
                    .blaming("Topics[0].ErrorCode")
                    .saying("INVALID_TOPIC_EXCEPTION, found 3"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

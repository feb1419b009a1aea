package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** Checks of DescribeCluster, DescribeQuorum, UpdateFeatures and UnregisterBroker. */
class ClusterChecks {
    private static final int BROKERS = 1;
    private static final int CONTROLLERS = 2;
    private static final int NO_SUCH_TYPE = 99;
    private static final int NO_SUCH_LEVEL = 9_999;
    private static final String METADATA_VERSION = "metadata.version";
    private static final Versions VERSIONS_WITH_FEATURES = new Versions(3, Short.MAX_VALUE);
    private static final ErrorCode[] REFUSED_UPDATES = {
        ErrorCode.INVALID_UPDATE_VERSION, ErrorCode.FEATURE_UPDATE_FAILED, ErrorCode.INVALID_REQUEST
    };
    private static final String NO_SUCH_FEATURE = "kspec.no.such.feature";
    private static final Versions METADATA_WITH_CLUSTER_ID = new Versions(2, Short.MAX_VALUE);
    private static final String QUORUM = "Topics[0].Partitions[0].";

    @ConformanceTest(
            id = "describe-cluster.brokers-are-those-of-metadata",
            api = "DescribeCluster",
            needs = {"Metadata"},
            requirement = "The brokers are those that Metadata lists, with the same addresses.",
            source = "KIP-700",
            why = "The Java admin client's describeCluster() takes the brokers from here since 2.8, and all"
                    + " else from Metadata.")
    void theBrokersAreThoseOfMetadata(Case test) {
        Set<String> expected = brokers(test.ask(MetadataRequests.noTopics()), "NodeId");
        Answer described = describe(test);
        Set<String> found = brokers(described, "BrokerId");
        described.expect(found.equals(expected), "Brokers", "the brokers " + expected, found);
    }

    private static Set<String> brokers(Answer answer, String id) {
        return answer.body().getStructs("Brokers").stream()
                .map(broker -> broker.getInt(id) + " at " + broker.getString("Host") + ":" + broker.getInt("Port"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ConformanceTest(
            id = "describe-cluster.cluster-id-is-that-of-metadata",
            api = "DescribeCluster",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "The cluster id is the one in Metadata.",
            source = "KIP-700, KIP-78",
            why = "kafka-cluster cluster-id prints this one; metrics reporters and interceptors of Java"
                    + " clients get that of Metadata.")
    void thereIsOneClusterId(Case test) {
        test.limit("Metadata", METADATA_WITH_CLUSTER_ID);
        Object id = test.ask(MetadataRequests.noTopics())
                .find("ClusterId")
                .orElseThrow(() -> new TestAbortedException("Metadata shows no cluster id, as it may"));
        describe(test).expect("ClusterId", id);
    }

    @ConformanceTest(
            id = "describe-cluster.controller-is-a-broker",
            api = "DescribeCluster",
            level = Level.SHOULD,
            requirement = "The controller is one of the brokers.",
            source = "KIP-700; KIP-590 lets KRaft name any broker",
            why = "The Java admin client's describeCluster() has no controller otherwise.")
    void theControllerIsABroker(Case test) {
        Answer described = describe(test);
        Set<Object> ids = described.body().getStructs("Brokers").stream()
                .map(broker -> broker.getInt("BrokerId"))
                .collect(Collectors.toSet());
        described.expect("ControllerId", "is one of the brokers " + ids, ids::contains);
    }

    @ConformanceTest(
            id = "describe-cluster.controllers-refused-by-a-broker",
            api = "DescribeCluster",
            versions = "1+",
            level = Level.SHOULD,
            requirement = "A broker that is asked for controllers answers MISMATCHED_ENDPOINT_TYPE.",
            source = "KIP-919",
            why = "A Java admin client that was given brokers as bootstrap.controllers would take them for"
                    + " controllers.")
    void aBrokerDoesNotDescribeControllers(Case test) {
        test.ask(ClusterRequests.describe().with(body -> body.set("EndpointType", CONTROLLERS)))
                .expectError("ErrorCode", ErrorCode.MISMATCHED_ENDPOINT_TYPE);
    }

    @ConformanceTest(
            id = "describe-cluster.tells-the-endpoint-type",
            api = "DescribeCluster",
            versions = "1+",
            level = Level.SHOULD,
            requirement = "The endpoint type in the answer to a request for brokers is 1, which stands for brokers.",
            source = "KIP-919; message definition DescribeClusterResponse: EndpointType",
            why = "A client can tell by it whether it was given the addresses of brokers or of controllers.")
    void theEndpointTypeIsThatOfBrokers(Case test) {
        describe(test).expect("EndpointType", BROKERS);
    }

    @ConformanceTest(
            id = "describe-cluster.unknown-endpoint-type-refused",
            api = "DescribeCluster",
            versions = "1+",
            level = Level.SHOULD,
            requirement = "An endpoint type that does not exist is rejected with UNSUPPORTED_ENDPOINT_TYPE.",
            source = "KIP-919; measured on Apache Kafka",
            why = "A client that knows more types than the broker would take brokers for something else.")
    void anUnknownEndpointTypeIsRejected(Case test) {
        test.ask(ClusterRequests.describe().with(body -> body.set("EndpointType", NO_SUCH_TYPE)))
                .expectError("ErrorCode", ErrorCode.UNSUPPORTED_ENDPOINT_TYPE);
    }

    @ConformanceTest(
            id = "describe-cluster.live-brokers-are-not-fenced",
            api = "DescribeCluster",
            versions = "2+",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "If fenced brokers are requested too, the brokers that Metadata lists are among the brokers,"
                    + " and not fenced.",
            source = "KIP-1073",
            why = "kafka-cluster list-endpoints --include-fenced-brokers shows by it which brokers are down.")
    void liveBrokersAreNotFenced(Case test) {
        Set<Integer> live = test.ask(MetadataRequests.noTopics()).body().getStructs("Brokers").stream()
                .map(broker -> broker.getInt("NodeId"))
                .collect(Collectors.toSet());
        Answer described = test.ask(ClusterRequests.describe().with(body -> body.set("IncludeFencedBrokers", true)))
                .expectError("ErrorCode", ErrorCode.NONE);
        for (int id : live) {
            String entry = described
                    .entry("Brokers[BrokerId=" + id + "]")
                    .orElseThrow(() -> described.failure("Brokers", "an entry for broker " + id, "none"));
            described.expect(entry + "IsFenced", false);
        }
    }

    @ConformanceTest(
            id = "describe-quorum.leader-is-a-voter",
            api = "DescribeQuorum",
            level = Level.SHOULD,
            requirement =
                    "The leader of the metadata quorum is one of the voters, each of which is listed once, in an epoch of 0 or"
                            + " more.",
            source = "KIP-595, KIP-836",
            why = "kafka-metadata-quorum computes the lag of each voter behind the leader.")
    void theLeaderIsAVoter(Case test) {
        Answer described = test.ask(ClusterRequests.describeQuorum(ClusterRequests.METADATA_TOPIC, 0))
                .expectError("ErrorCode", ErrorCode.NONE)
                .expectSize("Topics", 1)
                .expect("Topics[0].TopicName", ClusterRequests.METADATA_TOPIC)
                .expectSize("Topics[0].Partitions", 1)
                .expectError(QUORUM + "ErrorCode", ErrorCode.NONE);
        List<Object> voters = described.list(QUORUM + "CurrentVoters").stream()
                .<Object>map(voter -> ((Message) voter).getInt("ReplicaId"))
                .toList();
        described
                .expect(Set.copyOf(voters).size() == voters.size(), QUORUM + "CurrentVoters", "each voter once", voters)
                .expect(QUORUM + "LeaderId", "is one of the voters " + voters, voters::contains)
                .expect(QUORUM + "PartitionIndex", 0)
                .expect(QUORUM + "LeaderEpoch", "is 0 or more", epoch -> (int) epoch >= 0);
    }

    @ConformanceTest(
            id = "describe-quorum.nodes-are-voters",
            api = "DescribeQuorum",
            versions = "2+",
            level = Level.SHOULD,
            requirement =
                    "From version 2 on, each voter is listed once as a node, and no other is, with listeners that have"
                            + " a name, a host and a port.",
            source = "KIP-853; message definition DescribeQuorumResponse: Nodes; measured on Apache Kafka",
            why = "kafka-metadata-quorum describe prints where each voter listens.")
    void theNodesAreTheVoters(Case test) {
        Answer described = test.ask(ClusterRequests.describeQuorum(ClusterRequests.METADATA_TOPIC, 0))
                .expectError(QUORUM + "ErrorCode", ErrorCode.NONE);
        List<Integer> voters = ids(described.list(QUORUM + "CurrentVoters"), "ReplicaId");
        List<Integer> nodes = ids(described.list("Nodes"), "NodeId");
        described.expect(nodes.equals(voters), "Nodes", "the voters " + voters, nodes);
        for (int i = 0; i < nodes.size(); i++) {
            String listeners = "Nodes[" + i + "].Listeners";
            int count = described.list(listeners).size();
            described.expect(count > 0, listeners, "a listener", "none");
            for (int j = 0; j < count; j++) {
                String at = listeners + "[" + j + "].";
                described
                        .expect(at + "Name", "is not empty", name -> !name.equals(""))
                        .expect(at + "Host", "is not empty", host -> !host.equals(""))
                        .expect(at + "Port", "is not 0", port -> ((Number) port).intValue() != 0);
            }
        }
    }

    /** The ids of entries, in ascending order. */
    private static List<Integer> ids(List<?> entries, String field) {
        return entries.stream()
                .map(entry -> ((Message) entry).getInt(field))
                .sorted()
                .toList();
    }

    @ConformanceTest(
            id = "update-features.unknown-feature-refused",
            api = "UpdateFeatures",
            versions = "1+", // v0 has no ValidateOnly: a broker that knows no better might remember the feature
            level = Level.SHOULD,
            requirement = "A feature that does not exist is rejected, for it or for the whole request, with"
                    + " INVALID_UPDATE_VERSION or another error that says that the update is impossible.",
            source = "KIP-584, KIP-1022; measured on Apache Kafka",
            why = "kafka-features would report that a feature is in force which no broker has.")
    void anUnknownFeatureIsRejected(Case test) {
        expectFeatureRefused(test, NO_SUCH_FEATURE, 1);
    }

    private static void expectFeatureRefused(Case test, String feature, int level) {
        Answer updated = test.ask(ClusterRequests.updateFeature(feature, level, true));
        boolean ofTheWhole = updated.number("ErrorCode") != ErrorCode.NONE.code();
        if (ofTheWhole || !updated.has("Results") || updated.list("Results").isEmpty()) {
            updated.expectError("ErrorCode", REFUSED_UPDATES);
        } else {
            updated.expectSize("Results", 1)
                    .expect("Results[0].Feature", feature)
                    .expectError("Results[0].ErrorCode", REFUSED_UPDATES);
        }
    }

    @ConformanceTest(
            id = "update-features.level-in-force-accepted",
            api = "UpdateFeatures",
            versions = "1+", // v0 has no ValidateOnly
            needs = {"ApiVersions"},
            level = Level.SHOULD,
            requirement =
                    "The level of metadata.version that is in force is accepted in a request that only validates.",
            source = "KIP-584, KIP-778; measured on Apache Kafka",
            why = "kafka-features upgrade --dry-run to the level of the release would report that it is impossible.")
    void theLevelInForceIsAccepted(Case test) {
        test.limit("ApiVersions", VERSIONS_WITH_FEATURES);
        Answer versions = test.ask(ApiVersionsRequests.from("kspec", "0"));
        String finalized = versions.entry("FinalizedFeatures[Name=" + METADATA_VERSION + "]")
                .orElseThrow(() -> new TestAbortedException("the target has not finalized " + METADATA_VERSION));
        int level = (int) versions.number(finalized + "MaxVersionLevel");
        Answer updated = test.ask(ClusterRequests.updateFeature(METADATA_VERSION, level, true))
                .expectError("ErrorCode", ErrorCode.NONE);
        if (updated.has("Results")) {
            updated.expectSize("Results", 1)
                    .expect("Results[0].Feature", METADATA_VERSION)
                    .expectError("Results[0].ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "update-features.impossible-level-refused",
            api = "UpdateFeatures",
            versions = "1+", // v0 has no ValidateOnly: a broker that knows no better might set the level
            level = Level.SHOULD,
            requirement = "A level of metadata.version that no release has is rejected in a request that only"
                    + " validates, for the feature or for the whole request, with INVALID_UPDATE_VERSION or another error that"
                    + " says that the update is impossible.",
            source = "KIP-584, KIP-778; measured on Apache Kafka",
            why = "kafka-features upgrade --dry-run would promise an upgrade that fails.")
    void anImpossibleLevelIsRejected(Case test) {
        expectFeatureRefused(test, METADATA_VERSION, NO_SUCH_LEVEL);
    }

    @ConformanceTest(
            id = "unregister-broker.unknown-broker-refused",
            api = "UnregisterBroker",
            level = Level.SHOULD,
            requirement = "Unregistering a broker that does not exist is rejected with BROKER_ID_NOT_REGISTERED.",
            source = "KIP-631; measured on Apache Kafka",
            why = "kafka-cluster unregister would report success for a wrong id.")
    void anUnknownBrokerIsRejected(Case test) {
        test.ask(ClusterRequests.unregister(ClusterRequests.NO_SUCH_BROKER))
                .expectError("ErrorCode", ErrorCode.BROKER_ID_NOT_REGISTERED);
    }

    private static Answer describe(Case test) {
        return test.ask(ClusterRequests.describe()).expectError("ErrorCode", ErrorCode.NONE);
    }
}

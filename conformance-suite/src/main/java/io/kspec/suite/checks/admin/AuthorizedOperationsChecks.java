package io.kspec.suite.checks.admin;

import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.log.MetadataEntries;

/** Checks of the operations that a client is authorized to perform on topics, groups and the cluster (KIP-430). */
class AuthorizedOperationsChecks {
    /** What stands for operations that were not requested. */
    private static final int NOT_REQUESTED = Integer.MIN_VALUE;

    private static final String SET_OF_OPERATIONS = "is a set of operations";

    /** The versions of Metadata that have operations on topics. */
    private static final Versions WITH_OPERATIONS = new Versions(8, Short.MAX_VALUE);

    /** The bit of Kafka's operation DESCRIBE, whose code is 8. */
    private static final int DESCRIBE = 1 << 8;

    @ConformanceTest(
            id = "metadata.operations-on-request",
            api = "Metadata",
            versions = "8+",
            profile = "admin",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "From version 8 on, a topic is returned with its authorized operations if they are"
                            + " requested, DESCRIBE among them, and with -2147483648 otherwise; so is the cluster at versions 8 to 10.",
            source = "KIP-430; message definition MetadataResponse; measured on Apache Kafka",
            why = "The Java admin client reads any other number as a set of permissions, and returns null to an"
                    + " application that requested operations and got -2147483648.")
    void operationsOnATopicAreReturnedOnRequest(Case test) {
        String topic = test.topic(1);
        ClientRequest plain = MetadataRequests.topics(topic);
        Answer requested = test.ask(plain.with(body -> body.set("IncludeTopicAuthorizedOperations", true)));
        expectDescribe(requested, MetadataEntries.topic(requested, topic) + "TopicAuthorizedOperations");
        Answer plainly = test.ask(plain);
        plainly.expect(MetadataEntries.topic(plainly, topic) + "TopicAuthorizedOperations", NOT_REQUESTED);
        if (plainly.has("ClusterAuthorizedOperations")) {
            plainly.expect("ClusterAuthorizedOperations", NOT_REQUESTED);
            test.ask(plain.with(body -> body.set("IncludeClusterAuthorizedOperations", true)))
                    .expect(
                            "ClusterAuthorizedOperations",
                            SET_OF_OPERATIONS,
                            bits -> ((Number) bits).intValue() != NOT_REQUESTED);
        }
    }

    @ConformanceTest(
            id = "describe-topic-partitions.operations",
            api = "DescribeTopicPartitions",
            profile = "admin",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A topic is returned with the authorized operations that Metadata has for it, if requested.",
            source = "KIP-430, KIP-966; measured on Apache Kafka",
            why = "The Java admin client gives an application that requested operations what stands here.")
    void operationsOnATopicAreThoseOfMetadata(Case test) {
        test.limit("Metadata", WITH_OPERATIONS);
        String topic = test.topic(1);
        Answer metadata = test.ask(
                MetadataRequests.topics(topic).with(body -> body.set("IncludeTopicAuthorizedOperations", true)));
        test.ask(ReplicaRequests.describeTopics(topic))
                .expectSize("Topics", 1)
                .expect(
                        "Topics[0].TopicAuthorizedOperations",
                        metadata.get(MetadataEntries.topic(metadata, topic) + "TopicAuthorizedOperations"));
    }

    @ConformanceTest(
            id = "describe-groups.operations-on-request",
            api = "DescribeGroups",
            versions = "3+",
            needs = {"JoinGroup"},
            level = Level.SHOULD,
            requirement = "From version 3 on, a group is returned with its authorized operations if they are"
                    + " requested, DESCRIBE among them.",
            source = "KIP-430; measured on Apache Kafka",
            why = "The Java admin client returns null to an application that requested operations and got -2147483648.")
    void operationsOnAGroupAreReturnedOnRequest(Case test) {
        try (Group group = new Group(test)) {
            group.member("member").join();
            Answer requested = test.ask(
                            group.connection(),
                            GroupRequests.describe(group.id())
                                    .with(body -> body.set("IncludeAuthorizedOperations", true)))
                    .expectSize("Groups", 1);
            expectDescribe(requested, "Groups[0].AuthorizedOperations");
        }
    }

    @ConformanceTest(
            id = "describe-cluster.operations-on-request",
            api = "DescribeCluster",
            level = Level.SHOULD,
            requirement = "The authorized operations on the cluster are returned if they are requested, and"
                    + " -2147483648 otherwise.",
            source = "KIP-430, KIP-700",
            why = "The Java admin client reads any other number as a set of permissions, and returns null to an"
                    + " application that requested operations and got -2147483648.")
    void operationsOnTheClusterAreReturnedOnRequest(Case test) {
        test.ask(ClusterRequests.describe().with(body -> body.set("IncludeClusterAuthorizedOperations", true)))
                .expect(
                        "ClusterAuthorizedOperations",
                        SET_OF_OPERATIONS,
                        bits -> ((Number) bits).intValue() != NOT_REQUESTED);
        test.ask(ClusterRequests.describe()).expect("ClusterAuthorizedOperations", NOT_REQUESTED);
    }

    private static void expectDescribe(Answer requested, String path) {
        requested.expect(path, "is a set of operations with DESCRIBE, which is " + DESCRIBE, bits -> {
            int operations = ((Number) bits).intValue();
            return operations != NOT_REQUESTED && (operations & DESCRIBE) != 0;
        });
    }
}

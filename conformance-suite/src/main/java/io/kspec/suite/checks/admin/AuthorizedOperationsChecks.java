package io.kspec.suite.checks.admin;

import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.log.MetadataEntries;

/** Checks of the operations that a client may do on what is described to it (KIP-430). */
class AuthorizedOperationsChecks {
    /** Stands for operations that are not told. */
    private static final int NOT_TOLD = Integer.MIN_VALUE;

    /** The bit of Kafka's operation DESCRIBE, whose code is 8. */
    private static final int DESCRIBE = 1 << 8;

    @ConformanceTest(
            id = "metadata.operations-on-request",
            api = "Metadata",
            versions = "8+",
            profile = "admin",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "From version 8 on, the authorized operations of a topic are told if they are requested, with"
                    + " DESCRIBE among them, and are -2147483648 otherwise.",
            source = "KIP-430; measured on Apache Kafka",
            why =
                    "The Java admin client reads any other number as a set of permissions, and gives an application null for"
                            + " operations that are not told although it asked.")
    void operationsOnATopicAreToldOnRequest(Case test) {
        String topic = test.topic(1);
        ClientRequest plain = MetadataRequests.topics(topic);
        Answer told = test.ask(plain.with(body -> body.set("IncludeTopicAuthorizedOperations", true)));
        expectDescribe(told, MetadataEntries.topic(told, topic) + "TopicAuthorizedOperations");
        Answer untold = test.ask(plain);
        untold.expect(MetadataEntries.topic(untold, topic) + "TopicAuthorizedOperations", NOT_TOLD);
    }

    @ConformanceTest(
            id = "describe-groups.operations-on-request",
            api = "DescribeGroups",
            versions = "3+",
            needs = {"JoinGroup"},
            level = Level.SHOULD,
            requirement = "From version 3 on, the authorized operations of a group are told if they are requested, with"
                    + " DESCRIBE among them.",
            source = "KIP-430; measured on Apache Kafka",
            why = "The Java admin client gives an application null for operations that are not told although it asked.")
    void operationsOnAGroupAreToldOnRequest(Case test) {
        try (Group group = new Group(test)) {
            group.member("member").join();
            Answer told = test.ask(
                            group.connection(),
                            GroupRequests.describe(group.id())
                                    .with(body -> body.set("IncludeAuthorizedOperations", true)))
                    .expectSize("Groups", 1);
            expectDescribe(told, "Groups[0].AuthorizedOperations");
        }
    }

    @ConformanceTest(
            id = "describe-cluster.operations-on-request",
            api = "DescribeCluster",
            level = Level.SHOULD,
            requirement = "The authorized operations on the cluster are told if they are requested, and are -2147483648"
                    + " otherwise.",
            source = "KIP-430, KIP-700",
            why =
                    "The Java admin client reads any other number as a set of permissions, and gives an application null for"
                            + " operations that are not told although it asked.")
    void operationsOnTheClusterAreToldOnRequest(Case test) {
        test.ask(ClusterRequests.describe().with(body -> body.set("IncludeClusterAuthorizedOperations", true)))
                .expect(
                        "ClusterAuthorizedOperations",
                        "is a set of operations",
                        bits -> ((Number) bits).intValue() != NOT_TOLD);
        test.ask(ClusterRequests.describe()).expect("ClusterAuthorizedOperations", NOT_TOLD);
    }

    private static void expectDescribe(Answer told, String path) {
        told.expect(path, "is a set of operations with DESCRIBE, which is " + DESCRIBE, bits -> {
            int operations = ((Number) bits).intValue();
            return operations != NOT_TOLD && (operations & DESCRIBE) != 0;
        });
    }
}

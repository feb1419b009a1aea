package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.AclRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import org.opentest4j.TestAbortedException;

/** Checks of what ACLs allow and deny, with a user who logs in with SCRAM and has no other rights. */
class AccessChecks {
    private static final String PROFILE = "security";
    private static final String SOURCE = "KIP-11; measured on Apache Kafka";
    private static final String WHY = "Whoever can log in could do what nobody allowed.";

    @ConformanceTest(
            id = "access.topic-requests-denied",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "Requests for a topic that no ACL allows are rejected with TOPIC_AUTHORIZATION_FAILED, each API's.",
            source = SOURCE,
            why = WHY)
    void requestsForTopicsAreDenied(Case test) {
        try (Access access = new Access(test)) {
            access.expectDenied(Denials.ofTopic(test, access.topic()), ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.group-requests-denied",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "Requests for a group that no ACL allows are rejected with GROUP_AUTHORIZATION_FAILED, each API's.",
            source = SOURCE,
            why = WHY)
    void requestsForGroupsAreDenied(Case test) {
        try (Access access = new Access(test)) {
            access.expectDenied(Denials.ofGroup(test.name("group")), ErrorCode.GROUP_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.transaction-requests-denied",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement = "Requests for a transactional id that no ACL allows are rejected with"
                    + " TRANSACTIONAL_ID_AUTHORIZATION_FAILED, each API's.",
            source = SOURCE,
            why = "Another's producer would be fenced, and its transaction ended.")
    void requestsForTransactionsAreDenied(Case test) {
        try (Access access = new Access(test)) {
            access.expectDenied(
                    Denials.ofTransaction(test.name("transaction"), access.topic(), test.name("group")),
                    ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.cluster-requests-denied",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "Requests for the cluster that no ACL allows are rejected with CLUSTER_AUTHORIZATION_FAILED, each"
                            + " API's.",
            source = SOURCE,
            why = "Whoever can log in could make himself an administrator.")
    void requestsForTheClusterAreDenied(Case test) {
        try (Access access = new Access(test)) {
            access.expectDenied(Denials.ofCluster(test), ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.acl-allows",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "An ACL that allows a user to read a topic lets the user describe it, too, and does not allow to"
                            + " write to it.",
            source = SOURCE,
            why = "Clients of the user work from then on, and not before.")
    void anAclAllows(Case test) {
        try (Access access = new Access(test)) {
            access.expect(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
            access.create(access.mayRead());
            access.await(ErrorCode.NONE);
            access.expectDenied(
                    Denials.ofTopic(test, access.topic()).stream()
                            .filter(request -> request.api().name().equals("Produce"))
                            .toList(),
                    ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.prefix-allows",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement = "An ACL for a prefix allows what it says for all topics that begin so.",
            source = "KIP-290; measured on Apache Kafka",
            why = "This is how a team gets all topics of its own.")
    void anAclForAPrefixAllows(Case test) {
        demandPatterns(test);
        try (Access access = new Access(test)) {
            String topic = access.topic();
            AclBinding prefix = access.mayRead()
                    .on(AclRequests.TOPIC, topic.substring(0, topic.length() - 1))
                    .ofPattern(AclRequests.PREFIXED);
            access.create(prefix);
            access.await(ErrorCode.NONE);
        }
    }

    private static void demandPatterns(Case test) {
        if (test.version("CreateAcls") == 0) {
            throw new TestAbortedException("needs CreateAcls v1 or later");
        }
    }

    @ConformanceTest(
            id = "access.denial-wins",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement = "An ACL that denies is stronger than one that allows the same.",
            source = SOURCE,
            why = "An administrator who shuts out a user must not have to look for all that lets the user in.")
    void aDenialIsStronger(Case test) {
        try (Access access = new Access(test)) {
            access.create(access.mayRead());
            access.await(ErrorCode.NONE);
            access.create(
                    access.mayRead(),
                    access.mayRead().ofOperation(AclRequests.DESCRIBE).ofPermission(AclRequests.DENY));
            access.await(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "access.other-host-not-allowed",
            profile = PROFILE,
            needs = {"CreateTopics", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement = "An ACL for another host, or for another user, allows nothing.",
            source = SOURCE,
            why = "A password that leaked would be enough from anywhere.")
    void anAclForAnotherHostAllowsNothing(Case test) {
        try (Access access = new Access(test)) {
            access.create(access.mayRead().from(Acls.OTHER_HOST));
            access.expect(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        }
    }
}

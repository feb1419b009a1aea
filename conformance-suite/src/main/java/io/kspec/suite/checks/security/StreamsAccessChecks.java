package io.kspec.suite.checks.security;

import static io.kspec.suite.checks.security.StreamsUser.ERROR;
import static io.kspec.suite.checks.security.StreamsUser.hasStatus;
import static io.kspec.suite.checks.security.StreamsUser.said;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.AclRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsApplication.Part;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import org.opentest4j.TestAbortedException;

/** Checks of what a streams application may do with topics, whose user logs in with SCRAM and may use its group. */
class StreamsAccessChecks {
    private static final String PROFILE = "security";
    private static final String SOURCE =
            "KIP-1071; measured on Apache Kafka, of which only the last one has streams groups";
    private static final String SUBTOPOLOGY = "0";
    private static final String STATUS = "Status";
    private static final int MISSING_INTERNAL_TOPICS = 3;
    private static final int CREATE = 5;
    private static final int TIMEOUT_MS = 5_000;
    private static final String GROUP = "Groups[0].";

    @ConformanceTest(
            id = "streams-group-heartbeat.undescribable-source-denied",
            profile = PROFILE,
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement = "A member whose application reads a topic that its user may not describe is rejected with"
                    + " TOPIC_AUTHORIZATION_FAILED, and joins once an ACL allows it.",
            source = SOURCE,
            why =
                    "Whoever has a group of his own could learn which topics there are, and how many partitions they have.")
    void aSourceThatMayNotBeDescribedIsDenied(Case test) {
        try (StreamsUser user = new StreamsUser(test)) {
            StreamsApplication application = StreamsApplication.of(Part.reading(SUBTOPOLOGY, user.topic()));
            user.join(user.connection(), application, said(ERROR, ErrorCode.TOPIC_AUTHORIZATION_FAILED))
                    .expectError(ERROR, ErrorCode.TOPIC_AUTHORIZATION_FAILED);
            user.allow(AclRequests.DESCRIBE, user.topic());
            user.join(user.connection(), application, said(ERROR, ErrorCode.NONE))
                    .expectError(ERROR, ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "streams-group-heartbeat.uncreatable-changelog-told",
            profile = PROFILE,
            api = "StreamsGroupHeartbeat",
            needs = {"CreateTopics", "Metadata", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "A member whose user may not create the changelog that its application needs joins and is told the status"
                            + " MISSING_INTERNAL_TOPICS (3); the topic is created once an ACL allows it, and not before.",
            source = SOURCE,
            why =
                    "Whoever has a group of his own could create topics; and Kafka Streams tells its users of the missing ones.")
    void aChangelogThatMayNotBeCreatedIsTold(Case test) {
        try (StreamsUser user = new StreamsUser(test)) {
            String changelog = user.changelog();
            StreamsApplication application = StreamsApplication.of(
                    Part.reading(SUBTOPOLOGY, user.topic()).keeping(changelog));
            user.allow(AclRequests.DESCRIBE, user.topic(), changelog);
            demandThatNotEverybodyCreates(test, user, changelog);
            Answer joined = user.join(user.connection(), application, said(ERROR, ErrorCode.NONE));
            joined.expectError(ERROR, ErrorCode.NONE);
            Answer told = user.goOn(joined, answer -> hasStatus(answer, MISSING_INTERNAL_TOPICS));
            told.expect(
                    hasStatus(told, MISSING_INTERNAL_TOPICS),
                    STATUS,
                    "an entry with StatusCode 3 MISSING_INTERNAL_TOPICS",
                    told.list(STATUS));
            Answer metadata = test.ask(MetadataRequests.topics(changelog));
            metadata.expectError(
                    MetadataEntries.topic(metadata, changelog) + ERROR, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            user.allow(CREATE, changelog);
            Answer later = user.goOn(told, answer -> !hasStatus(answer, MISSING_INTERNAL_TOPICS));
            later.expect(
                    !hasStatus(later, MISSING_INTERNAL_TOPICS),
                    STATUS,
                    "no entry with StatusCode 3 MISSING_INTERNAL_TOPICS, since the topic may be created",
                    later.list(STATUS));
        }
    }

    private static void demandThatNotEverybodyCreates(Case test, StreamsUser user, String topic) {
        Answer validated = test.ask(
                user.connection(),
                TopicRequests.create(TIMEOUT_MS, NewTopic.of(topic, 1)).with(body -> body.set("validateOnly", true)));
        if (validated.number("Topics[0].ErrorCode") == ErrorCode.NONE.code()) {
            throw new TestAbortedException("needs a target on which not everybody may create topics");
        }
    }

    @ConformanceTest(
            id = "streams-group-describe.undescribable-topic-denied",
            profile = PROFILE,
            api = "StreamsGroupDescribe",
            needs = {"StreamsGroupHeartbeat", "CreateTopics", "Metadata", "DescribeAcls", "CreateAcls", "DeleteAcls"},
            requirement =
                    "A group whose application reads a topic that the user may not describe is answered TOPIC_AUTHORIZATION_FAILED,"
                            + " without topology and members, and is described once an ACL allows it.",
            source = SOURCE,
            why = "Whoever may describe the group would learn which topics there are.")
    void aTopicThatMayNotBeDescribedHidesTheGroup(Case test) {
        try (StreamsUser user = new StreamsUser(test)) {
            StreamsApplication application = StreamsApplication.of(Part.reading(SUBTOPOLOGY, user.topic()));
            user.join(user.ofAdministrator(), application, said(ERROR, ErrorCode.NONE))
                    .expectError(ERROR, ErrorCode.NONE);
            user.describe(said(GROUP + ERROR, ErrorCode.TOPIC_AUTHORIZATION_FAILED))
                    .expectError(GROUP + ERROR, ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                    .expectSize(GROUP + "Members", 0)
                    .expect(GROUP + "Topology", null);
            user.allow(AclRequests.DESCRIBE, user.topic());
            user.describe(said(GROUP + ERROR, ErrorCode.NONE))
                    .expectError(GROUP + ERROR, ErrorCode.NONE)
                    .expectSize(GROUP + "Members", 1);
        }
    }
}

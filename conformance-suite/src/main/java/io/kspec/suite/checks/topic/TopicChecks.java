package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Checks of CreateTopics and DeleteTopics. */
class TopicChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final String CREATED = "Topics[0].";
    private static final String POLICY = "cleanup.policy";
    private static final String DELETED = "Responses[0].";

    @ConformanceTest(
            id = "create-topics.creates",
            api = "CreateTopics",
            needs = {"Metadata"},
            requirement =
                    "A topic is created with the requested number of partitions, and Metadata shows it at once or soon"
                            + " after.",
            source = "message definition CreateTopicsResponse",
            why = "kafka-go polls Metadata until it sees the topic, and hangs if it never does.")
    void aTopicIsCreated(Case test) {
        String topic = test.name("created");
        create(test, NewTopic.of(topic, 2)).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        Eventually.inMetadata(test, topic, 2);
    }

    @ConformanceTest(
            id = "create-topics.other-clients-see-it",
            api = "CreateTopics",
            needs = {"Metadata"},
            requirement = "A topic that one client has created is shown to another client on an open connection, at"
                    + " once or soon after.",
            source = "message definition CreateTopicsResponse; measured on Apache Kafka",
            why = "Most topics are created by another program than the one that uses them.")
    void otherClientsSeeTheTopic(Case test) {
        String topic = test.name("created");
        Connection other = test.role("other").connection();
        Eventually.expectUnknown(test.ask(other, Eventually.withoutCreating(test, topic)), topic);
        create(test, NewTopic.of(topic, 2)).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        Eventually.inMetadata(test, other, topic, 2);
    }

    @ConformanceTest(
            id = "create-topics.tells-what-was-made",
            api = "CreateTopics",
            versions = "5+",
            level = Level.SHOULD,
            requirement =
                    "The response contains the number of partitions, the replication factor and, from version 7 on, the"
                            + " topic's id, which is not zero.",
            source = "KIP-525, KIP-516",
            why = "Admin clients pass these on to the application instead of asking again; the Java client's"
                    + " numPartitions() fails on -1, which the definition allows.")
    void theResponseDescribesTheCreatedTopic(Case test) {
        String topic = test.name("created");
        Answer created = create(test, NewTopic.of(topic, 3))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE)
                .expect(CREATED + "NumPartitions", 3)
                .expect(CREATED + "ReplicationFactor", 1);
        if (test.version() >= 7) {
            created.expect(CREATED + "TopicId", "is not zero", id -> !id.equals(KafkaUuid.ZERO));
            expectSameId(test, topic, created);
        }
    }

    /** Metadata shows the id that the response gave, if it shows any. */
    private static void expectSameId(Case test, String topic, Answer created) {
        if (test.stage().versions("Metadata").isEmpty()) {
            return;
        }
        Message shown = Eventually.inMetadata(test, topic, 3);
        UUID id = shown.has("TopicId") ? shown.getUuid("TopicId") : KafkaUuid.ZERO;
        if (!id.equals(KafkaUuid.ZERO)) {
            created.expect(CREATED + "TopicId", id);
        }
    }

    @ConformanceTest(
            id = "create-topics.existing-refused",
            api = "CreateTopics",
            requirement = "Creating a topic that already exists is rejected with TOPIC_ALREADY_EXISTS.",
            source = "Apache Kafka's CreateTopicsRequestTest",
            why = "Applications create their topics on every start and treat this error as success.")
    void anExistingTopicIsRejected(Case test) {
        String topic = test.topic(1);
        create(test, NewTopic.of(topic, 1)).expectError(CREATED + "ErrorCode", ErrorCode.TOPIC_ALREADY_EXISTS);
    }

    @ConformanceTest(
            id = "create-topics.invalid-refused",
            api = "CreateTopics",
            level = Level.SHOULD,
            requirement = "An invalid name is rejected with INVALID_TOPIC_EXCEPTION.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "Users read the error: on a wrong code, Sarama printed \"requested offset is outside the range\""
                    + " (SeaweedFS).")
    void anInvalidNameIsRejected(Case test) {
        String invalid = test.name("no-such") + "/name";
        test.stage().topics().deleteOnClose(invalid);
        create(test, NewTopic.of(invalid, 1)).expectError(CREATED + "ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @ConformanceTest(
            id = "create-topics.no-partitions-refused",
            api = "CreateTopics",
            level = Level.SHOULD,
            requirement =
                    "A topic without partitions, or with a negative number of them other than -1, is rejected with"
                            + " INVALID_PARTITIONS.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "A topic without partitions has no leader: clients wait for one until they time out.")
    void aTopicWithoutPartitionsIsRejected(Case test) {
        for (int partitions : new int[] {0, -2}) {
            create(test, NewTopic.of(test.name("none"), partitions))
                    .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_PARTITIONS);
        }
    }

    @ConformanceTest(
            id = "create-topics.too-many-replicas-refused",
            api = "CreateTopics",
            level = Level.SHOULD,
            needs = {"Metadata"},
            requirement = "A replication factor of 0, or beyond the number of brokers, be it by one, is rejected with"
                    + " INVALID_REPLICATION_FACTOR.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "An application that asks for three copies believes that its records survive the loss of two.")
    void aReplicationFactorBeyondTheBrokersIsRejected(Case test) {
        int brokers = test.ask(MetadataRequests.noTopics())
                .body()
                .getStructs("Brokers")
                .size();
        for (int replicas : new int[] {brokers + 1, 30_000, 0}) {
            create(test, NewTopic.of(test.name("replicas"), 1).replicas(replicas))
                    .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_REPLICATION_FACTOR);
        }
    }

    @ConformanceTest(
            id = "create-topics.unknown-config-refused",
            api = "CreateTopics",
            level = Level.SHOULD,
            requirement = "A configuration that does not exist is rejected with INVALID_CONFIG.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "A misspelled configuration would be noticed only when its effect is missed.")
    void anUnknownConfigurationIsRejected(Case test) {
        create(test, NewTopic.of(test.name("config"), 1).config("no.such.config", "1"))
                .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_CONFIG);
    }

    @ConformanceTest(
            id = "create-topics.validate-only",
            api = "CreateTopics",
            versions = "1+",
            needs = {"Metadata"},
            requirement =
                    "A request with validateOnly is answered as if it were executed, with TOPIC_ALREADY_EXISTS for a"
                            + " topic that exists, but creates nothing.",
            source = "KIP-4; message definition CreateTopicsRequest: validateOnly",
            why = "Deployment tools use it to check their plans.")
    void validateOnlyCreatesNothing(Case test) {
        String topic = test.name("validated");
        validate(test, topic).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        validate(test, test.topic(1)).expectError(CREATED + "ErrorCode", ErrorCode.TOPIC_ALREADY_EXISTS);
        // After another topic has been created, since a target may create topics a moment later.
        Eventually.expectUnknown(test.ask(MetadataRequests.topics(topic)), topic);
    }

    private static Answer validate(Case test, String topic) {
        return test.ask(
                TopicRequests.create(TIMEOUT_MS, NewTopic.of(topic, 1)).with(body -> body.set("validateOnly", true)));
    }

    @ConformanceTest(
            id = "create-topics.defaults",
            api = "CreateTopics",
            versions = "4+",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement =
                    "From version 4 on, a partition count or replication factor of -1 selects the broker's default.",
            source = "KIP-464",
            why = "kafka-topics and admin clients leave both to the broker.")
    void brokerDefaultsCanBeRequested(Case test) {
        String topic = test.name("defaults");
        create(test, NewTopic.withDefaults(topic)).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        Eventually.inMetadata(test, topic);
    }

    @ConformanceTest(
            id = "create-topics.configured",
            api = "CreateTopics",
            requirement =
                    "A topic can be created with cleanup.policy=compact, the configuration that Schema Registry uses"
                            + " for its own topic, and has it then, if the broker can be asked.",
            source = "Confluent Schema Registry, KafkaStore",
            why = "Schema Registry fails at startup with a NullPointerException (SeaweedFS).")
    void aTopicIsCreatedWithConfiguration(Case test) {
        String topic = test.name("compacted");
        create(test, NewTopic.of(topic, 1).config(POLICY, "compact"))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        if (!test.stage().versions("DescribeConfigs").isEmpty()) {
            Eventually.inMetadata(test, topic, 1);
            test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, List.of(POLICY)))
                    .expectError("Results[0].ErrorCode", ErrorCode.NONE)
                    .expectSize("Results[0].Configs", 1)
                    .expect("Results[0].Configs[0].Value", "compact");
        }
    }

    @ConformanceTest(
            id = "create-topics.several-answered",
            api = "CreateTopics",
            needs = {"Metadata"},
            requirement =
                    "Each of several topics is answered, and the valid ones are created even if others are rejected.",
            source = "Apache Kafka's CreateTopicsRequestTest",
            why = "If one is missing, Sarama fails with \"response did not contain all the expected topic/partition"
                    + " blocks\".")
    void everyRequestedTopicIsAnswered(Case test) {
        String good = test.name("good");
        String bad = test.topic(1);
        Answer answer = test.ask(TopicRequests.create(TIMEOUT_MS, NewTopic.of(good, 1), NewTopic.of(bad, 1)));
        answer.expectSize("Topics", 2);
        for (int i = 0; i < 2; i++) {
            boolean isGood = answer.text("Topics[" + i + "].Name").equals(good);
            answer.expectError("Topics[" + i + "].ErrorCode", isGood ? ErrorCode.NONE : ErrorCode.TOPIC_ALREADY_EXISTS);
        }
        expectNamed(answer, "Topics", List.of(good, bad));
        Eventually.inMetadata(test, good, 1);
    }

    /** Expects that the entries of an answer name these topics, in whatever order. */
    private static void expectNamed(Answer answer, String array, List<String> topics) {
        Set<String> expected = new TreeSet<>(topics);
        Set<String> found = new TreeSet<>();
        for (Message entry : answer.body().getStructs(array)) {
            found.add(String.valueOf(entry.getNullableString("Name")));
        }
        answer.expect(found.equals(expected), array, "an entry for each of " + expected, found);
    }

    @ConformanceTest(
            id = "delete-topics.deletes",
            api = "DeleteTopics",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A deleted topic disappears from Metadata, at once or soon after.",
            source = "message definition DeleteTopicsResponse",
            why = "Tests that create and delete topics would find those of the previous run.")
    void aTopicIsDeleted(Case test) {
        String topic = test.topic(1);
        delete(test, topic)
                .expectSize("Responses", 1)
                .expect(DELETED + "Name", topic)
                .expectError(DELETED + "ErrorCode", ErrorCode.NONE);
        Eventually.notInMetadata(test, topic);
    }

    @ConformanceTest(
            id = "delete-topics.unknown-refused",
            api = "DeleteTopics",
            requirement = "Deleting a topic that does not exist is rejected with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "Apache Kafka's DeleteTopicsRequestTest",
            why = "Clean-up code treats this error, and no other, as success.")
    void anUnknownTopicIsRejected(Case test) {
        String topic = test.name("missing");
        delete(test, topic)
                .expectSize("Responses", 1)
                .expect(DELETED + "Name", topic)
                .expectError(DELETED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "delete-topics.several-answered",
            api = "DeleteTopics",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "Each of several topics is answered, and those that exist are deleted even if others do not; topics"
                            + " that are not in the request stay.",
            source = "Apache Kafka's DeleteTopicsRequestTest; measured on Apache Kafka",
            why = "If one is missing, Sarama fails with \"response did not contain all the expected topic/partition"
                    + " blocks\".")
    void everyTopicToDeleteIsAnswered(Case test) {
        String unknown = test.name("missing");
        String first = test.topic(1);
        String second = test.topic(1);
        String kept = test.topic(1);
        Answer answer = test.ask(TopicRequests.delete(TIMEOUT_MS, List.of(unknown, first, second)))
                .expectSize("Responses", 3);
        for (int i = 0; i < 3; i++) {
            String at = "Responses[" + i + "].";
            boolean isUnknown = answer.text(at + "Name").equals(unknown);
            answer.expectError(at + "ErrorCode", isUnknown ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NONE);
        }
        expectNamed(answer, "Responses", List.of(unknown, first, second));
        Eventually.notInMetadata(test, first);
        Eventually.notInMetadata(test, second);
        Eventually.inMetadata(test, kept);
    }

    @ConformanceTest(
            id = "delete-topics.by-id",
            api = "DeleteTopics",
            versions = "6+",
            requirement = "From version 6 on, a topic can be deleted by its id, and an unknown id is rejected with"
                    + " UNKNOWN_TOPIC_ID.",
            source = "KIP-516; Apache Kafka's DeleteTopicsRequestTest",
            why =
                    "Applications pass the ids of topics to the Java admin client, so as not to delete a newer topic of the same"
                            + " name.")
    void aTopicIsDeletedById(Case test) {
        UUID nobody = new UUID(0x6b73706563L, 0x7fffL);
        test.ask(TopicRequests.deleteById(TIMEOUT_MS, nobody))
                .expectError(DELETED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_ID);
        String topic = test.topic(1);
        UUID id = new PartitionClient(test, topic, 0).topicId();
        test.ask(TopicRequests.deleteById(TIMEOUT_MS, id)).expectError(DELETED + "ErrorCode", ErrorCode.NONE);
        Eventually.notInMetadata(test, topic);
    }

    private static Answer create(Case test, NewTopic topic) {
        return test.ask(TopicRequests.create(TIMEOUT_MS, topic))
                .expectSize("Topics", 1)
                .expect(CREATED + "Name", topic.name());
    }

    private static Answer delete(Case test, String topic) {
        return test.ask(TopicRequests.delete(TIMEOUT_MS, List.of(topic)));
    }
}

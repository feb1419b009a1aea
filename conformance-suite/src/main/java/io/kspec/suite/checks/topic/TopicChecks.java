package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Checks of CreateTopics and DeleteTopics. */
class TopicChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final String CREATED = "Topics[0].";
    private static final String DELETED = "Responses[0].";

    @ConformanceTest(
            id = "create-topics.creates",
            api = "CreateTopics",
            needs = {"Metadata"},
            requirement = "A topic is created with the partitions asked for, and Metadata shows it at once or soon.",
            source = "message definition CreateTopicsResponse",
            why = "kafka-go polls Metadata until it sees the topic, and hangs if it never does.")
    void aTopicIsCreated(Case it) {
        String topic = it.name("created");
        create(it, topic, entry -> entry.set("NumPartitions", 2)).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        Message shown = Eventually.inMetadata(it, topic, 2);
        if (it.version() >= 7) {
            UUID id = shown.has("TopicId") ? shown.getUuid("TopicId") : KafkaUuid.ZERO;
            it.stage().transcript().note("topic id in Metadata " + KafkaUuid.format(id));
        }
    }

    @ConformanceTest(
            id = "create-topics.tells-what-was-made",
            api = "CreateTopics",
            versions = "5+",
            requirement =
                    "The answer tells the count of partitions and replicas, and from version 7 on an id that is not zero.",
            source = "KIP-525, KIP-516",
            why = "Admin clients hand these to the application instead of asking again.")
    void theAnswerTellsWhatWasMade(Case it) {
        Answer created = create(it, it.name("created"), entry -> entry.set("NumPartitions", 3))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE)
                .expect(CREATED + "NumPartitions", 3)
                .expect(CREATED + "ReplicationFactor", 1);
        if (it.version() >= 7) {
            created.expect(CREATED + "TopicId", "is not zero", id -> !id.equals(KafkaUuid.ZERO));
        }
    }

    @ConformanceTest(
            id = "create-topics.existing-refused",
            api = "CreateTopics",
            requirement = "A topic that exists is refused with TOPIC_ALREADY_EXISTS.",
            source = "Apache Kafka's CreateTopicsRequestTest",
            why = "Applications create their topics at every start and take this error for success.")
    void anExistingTopicIsRefused(Case it) {
        String topic = it.topic(1);
        create(it, topic, entry -> {}).expectError(CREATED + "ErrorCode", ErrorCode.TOPIC_ALREADY_EXISTS);
    }

    @ConformanceTest(
            id = "create-topics.invalid-refused",
            api = "CreateTopics",
            requirement =
                    "Impossible names, counts of partitions and of replicas, and configurations are refused, each with"
                            + " its own error.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Users read the error: Sarama printed \"requested offset is outside the range\" for a wrong code (SeaweedFS).")
    void whatIsInvalidIsRefused(Case it) {
        create(it, "no such/name", entry -> {}).expectError(CREATED + "ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION);
        create(it, it.name("none"), entry -> entry.set("NumPartitions", 0))
                .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_PARTITIONS);
        create(it, it.name("replicas"), entry -> entry.set("ReplicationFactor", 30_000))
                .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_REPLICATION_FACTOR);
        create(
                        it,
                        it.name("config"),
                        entry -> entry.add("Configs", config -> config.set("Name", "no.such.config")
                                .set("Value", "1")))
                .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_CONFIG);
    }

    @ConformanceTest(
            id = "create-topics.validate-only",
            api = "CreateTopics",
            versions = "1+",
            needs = {"Metadata"},
            requirement =
                    "A request that is only to be validated is answered as if it were carried out, and creates nothing.",
            source = "KIP-4; message definition CreateTopicsRequest: validateOnly",
            why = "Deployment tools check their plans this way.")
    void validationCreatesNothing(Case it) {
        String topic = it.name("validated");
        it.ask(body -> fill(body, topic, entry -> {}).set("validateOnly", true))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        it.ask("Metadata", body -> body.add("Topics", entry -> entry.set("Name", topic))
                        .setIfPresent("AllowAutoTopicCreation", false))
                .expectError("Topics[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "create-topics.defaults",
            api = "CreateTopics",
            versions = "4+",
            level = Level.SHOULD,
            requirement = "From version 4 on, -1 asks for the broker's own count of partitions and replicas.",
            source = "KIP-464",
            why = "kafka-topics and admin clients leave them out.")
    void theBrokersDefaultsCanBeAskedFor(Case it) {
        create(it, it.name("defaults"), entry -> entry.set("NumPartitions", -1).set("ReplicationFactor", -1))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE);
    }

    @ConformanceTest(
            id = "create-topics.configured",
            api = "CreateTopics",
            requirement = "A topic can be created with the configuration that a Schema Registry gives its own:"
                    + " cleanup.policy=compact.",
            source = "Confluent Schema Registry, KafkaStore",
            why = "Schema Registry fails at start with a NullPointerException (SeaweedFS).")
    void aConfiguredTopicIsCreated(Case it) {
        create(
                        it,
                        it.name("compacted"),
                        entry -> entry.add("Configs", config -> config.set("Name", "cleanup.policy")
                                .set("Value", "compact")))
                .expectError(CREATED + "ErrorCode", ErrorCode.NONE);
    }

    @ConformanceTest(
            id = "create-topics.several-answered",
            api = "CreateTopics",
            requirement = "Several topics are all answered, the good ones created although others are refused.",
            source = "Apache Kafka's CreateTopicsRequestTest",
            why = "Sarama: \"response did not contain all the expected topic/partition blocks\" where one is left out.")
    void severalTopicsAreAllAnswered(Case it) {
        String good = it.name("good");
        String bad = it.topic(1);
        Answer answer = it.ask(body -> {
            fill(body, good, entry -> {});
            fill(body, bad, entry -> {});
        });
        answer.expectSize("Topics", 2);
        for (int i = 0; i < 2; i++) {
            boolean isGood = answer.text("Topics[" + i + "].Name").equals(good);
            answer.expectError("Topics[" + i + "].ErrorCode", isGood ? ErrorCode.NONE : ErrorCode.TOPIC_ALREADY_EXISTS);
        }
    }

    @ConformanceTest(
            id = "delete-topics.deletes",
            api = "DeleteTopics",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A topic that is deleted is gone from Metadata, at once or soon.",
            source = "message definition DeleteTopicsResponse",
            why = "Tests that create and delete topics find those of the last run.")
    void aTopicIsDeleted(Case it) {
        String topic = it.topic(1);
        delete(it, topic)
                .expectSize("Responses", 1)
                .expect(DELETED + "Name", topic)
                .expectError(DELETED + "ErrorCode", ErrorCode.NONE);
        Eventually.notInMetadata(it, topic);
    }

    @ConformanceTest(
            id = "delete-topics.unknown-refused",
            api = "DeleteTopics",
            requirement = "A topic that does not exist is refused with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "Apache Kafka's DeleteTopicsRequestTest",
            why = "Clean-up code takes this error for success, and no other.")
    void anUnknownTopicIsRefused(Case it) {
        String topic = it.name("missing");
        delete(it, topic)
                .expectSize("Responses", 1)
                .expect(DELETED + "Name", topic)
                .expectError(DELETED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "delete-topics.by-id",
            api = "DeleteTopics",
            versions = "6+",
            requirement = "From version 6 on a topic can be deleted by its id; an id of no topic is refused with"
                    + " UNKNOWN_TOPIC_ID.",
            source = "KIP-516; Apache Kafka's DeleteTopicsRequestTest",
            why = "The Java admin client deletes by id.")
    void aTopicIsDeletedById(Case it) {
        UUID nobody = new UUID(0x6b73706563L, 0x7fffL);
        it.ask(body -> body.set("TimeoutMs", TIMEOUT_MS)
                        .add("Topics", entry -> entry.set("TopicId", nobody).set("Name", null)))
                .expectError(DELETED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_ID);
        String topic = it.topic(1);
        UUID id = Eventually.inMetadata(it, topic, 1).getUuid("TopicId");
        it.ask(body -> body.set("TimeoutMs", TIMEOUT_MS)
                        .add("Topics", entry -> entry.set("TopicId", id).set("Name", null)))
                .expectError(DELETED + "ErrorCode", ErrorCode.NONE);
        Eventually.notInMetadata(it, topic);
    }

    private static Answer create(Case it, String topic, Consumer<MessageBuilder> more) {
        return it.ask(body -> fill(body, topic, more)).expectSize("Topics", 1).expect(CREATED + "Name", topic);
    }

    private static MessageBuilder fill(MessageBuilder body, String topic, Consumer<MessageBuilder> more) {
        return body.set("timeoutMs", TIMEOUT_MS).add("Topics", entry -> {
            entry.set("Name", topic).set("NumPartitions", 1).set("ReplicationFactor", 1);
            more.accept(entry);
        });
    }

    private static Answer delete(Case it, String topic) {
        return it.ask(body -> {
            body.set("TimeoutMs", TIMEOUT_MS);
            if (body.has("TopicNames")) {
                body.set("TopicNames", List.of(topic));
            } else {
                body.add("Topics", entry -> entry.set("Name", topic));
            }
        });
    }
}

package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Checks of Metadata: which brokers there are, and which topics and leaders. */
class MetadataChecks {
    private static final int PARTITIONS = 3;

    @ConformanceTest(
            id = "metadata.topic-is-shown",
            api = "Metadata",
            needs = {"CreateTopics"},
            requirement =
                    "A topic that was created is shown by name with all its partitions, numbered from 0, without error.",
            source = "message definition MetadataResponse",
            why = "kafka-go says \"[3] Unknown Topic Or Partition\" of a topic that it does not find here.")
    void aCreatedTopicIsShown(Case it) {
        String topic = it.topic(PARTITIONS);
        Answer answer = ask(it, List.of(topic));
        answer.expectSize("Topics", 1)
                .expectError("Topics[0].ErrorCode", ErrorCode.NONE)
                .expect("Topics[0].Name", topic)
                .expectSize("Topics[0].Partitions", PARTITIONS);
        Set<Long> indexes = new HashSet<>();
        for (int i = 0; i < PARTITIONS; i++) {
            String partition = "Topics[0].Partitions[" + i + "]";
            answer.expectError(partition + ".ErrorCode", ErrorCode.NONE);
            indexes.add(answer.number(partition + ".PartitionIndex"));
        }
        answer.expect(indexes.equals(Set.of(0L, 1L, 2L)), "Topics[0].Partitions", "partitions 0, 1 and 2", indexes);
    }

    @ConformanceTest(
            id = "metadata.leaders-are-brokers",
            api = "Metadata",
            needs = {"CreateTopics"},
            requirement =
                    "The leader, the replicas and the in-sync replicas of every partition are among the brokers listed.",
            source = "message definition MetadataResponse",
            why = "The Java client asks for metadata for ever: 2049 times Metadata, never a Fetch (SeaweedFS).")
    void theLeadersAreBrokers(Case it) {
        String topic = it.topic(1);
        Answer answer = ask(it, List.of(topic));
        Set<Object> brokers = new HashSet<>();
        answer.body().getStructs("Brokers").forEach(broker -> brokers.add(broker.getInt("NodeId")));
        String partition = "Topics[0].Partitions[0]";
        answer.expect(partition + ".LeaderId", "is one of the brokers " + brokers, brokers::contains);
        answer.expect(
                partition + ".ReplicaNodes",
                "are all among the brokers " + brokers,
                nodes -> !((List<?>) nodes).isEmpty() && brokers.containsAll((List<?>) nodes));
        answer.expect(
                partition + ".IsrNodes",
                "are all among the brokers " + brokers,
                nodes -> !((List<?>) nodes).isEmpty() && brokers.containsAll((List<?>) nodes));
    }

    @ConformanceTest(
            id = "metadata.brokers-can-be-dialled",
            api = "Metadata",
            requirement = "Every broker is listed with a host and port at which it can be reached and answers.",
            source = "message definition MetadataResponse; Kafka's advertised.listeners",
            why =
                    "Clients leave the bootstrap address for the advertised one: localhost, 0.0.0.0 or a container's name strands"
                            + " them.")
    void theBrokersCanBeDialled(Case it) {
        Answer answer = ask(it, List.of());
        int brokers = answer.list("Brokers").size();
        answer.expect(brokers > 0, "Brokers", "at least one broker", "none");
        for (int i = 0; i < brokers; i++) {
            String broker = "Brokers[" + i + "]";
            answer.expect(
                    broker + ".Host", "is an address that clients can connect to", host -> !Set.of("", "0.0.0.0", "::")
                            .contains(host));
            answer.expect(
                    broker + ".Port", "is a port from 1 to 65535", port -> (int) port >= 1 && (int) port <= 65535);
            Target target = new Target(answer.text(broker + ".Host"), (int) answer.number(broker + ".Port"));
            try {
                Connection connection = it.role("dialler").connectionTo(target);
                Answer.of(connection.exchange("ApiVersions", 0, body -> {}));
            } catch (StageFailure e) {
                throw answer.failure(
                        broker + ".Host", "a broker that answers at " + target, String.valueOf(e.getMessage()));
            }
        }
    }

    @ConformanceTest(
            id = "metadata.null-means-all-topics",
            api = "Metadata",
            versions = "1+",
            needs = {"CreateTopics"},
            requirement = "A null array of topics asks for all of them.",
            source = "message definition MetadataRequest: null means all topics, since version 1",
            why = "Sarama could not talk at all to a broker that read the count of -1 as unsigned (Quafka).")
    void nullMeansAllTopics(Case it) {
        String topic = it.topic(1);
        Answer answer = it.ask(body -> body.set("Topics", null));
        boolean shown = answer.body().getStructs("Topics").stream()
                .anyMatch(entry -> topic.equals(entry.getNullableString("Name")));
        answer.expect(
                shown,
                "Topics",
                "topic " + topic + " among all topics",
                answer.list("Topics").size() + " others");
    }

    @ConformanceTest(
            id = "metadata.empty-means-no-topic",
            api = "Metadata",
            versions = "1+",
            needs = {"CreateTopics"},
            requirement = "An empty array of topics asks for none, only for the brokers.",
            source = "message definition MetadataRequest: an empty list means none, since version 1",
            why = "Clients ask so to learn of brokers cheaply; all topics of a large cluster are megabytes.")
    void emptyMeansNoTopic(Case it) {
        it.topic(1);
        ask(it, List.of()).expectSize("Topics", 0);
    }

    @ConformanceTest(
            id = "metadata.empty-meant-all-topics-at-first",
            api = "Metadata",
            versions = "0",
            needs = {"CreateTopics"},
            requirement = "At version 0 an empty array of topics asks for all of them.",
            source = "message definition MetadataRequest: in version 0 an empty list means all topics",
            why = "Old clients have no other way to list topics.")
    void emptyMeantAllTopicsAtFirst(Case it) {
        String topic = it.topic(1);
        Answer answer = ask(it, List.of());
        boolean shown =
                answer.body().getStructs("Topics").stream().anyMatch(entry -> topic.equals(entry.getString("Name")));
        answer.expect(
                shown,
                "Topics",
                "topic " + topic + " among all topics",
                answer.list("Topics").size() + " others");
    }

    @ConformanceTest(
            id = "metadata.unknown-topic-is-answered",
            api = "Metadata",
            versions = "4+",
            requirement =
                    "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, and is not created where"
                            + " the client forbids it.",
            source = "message definition MetadataRequest: AllowAutoTopicCreation; KIP-204",
            why =
                    "A topic left out counts as an incomplete answer; one created by a look leaves clusters full of typos.")
    void anUnknownTopicIsAnswered(Case it) {
        String topic = it.name("missing");
        for (int i = 0; i < 2; i++) {
            ask(it, List.of(topic))
                    .expectSize("Topics", 1)
                    .expect("Topics[0].Name", topic)
                    .expectError("Topics[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    @ConformanceTest(
            id = "metadata.invalid-name-is-refused",
            api = "Metadata",
            versions = "4+",
            level = Level.SHOULD,
            requirement = "A name that no topic can have is answered with INVALID_TOPIC_EXCEPTION.",
            source = "Kafka's topic naming rules; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Clients retry an unknown topic, and give up at once on an invalid one.")
    void anInvalidNameIsRefused(Case it) {
        ask(it, List.of("no such/topic"))
                .expectSize("Topics", 1)
                .expectError("Topics[0].ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @ConformanceTest(
            id = "metadata.topic-has-an-id",
            api = "Metadata",
            versions = "10+",
            needs = {"CreateTopics"},
            requirement =
                    "A topic has an id that is not zero, is the same each time, and from version 12 on finds the topic.",
            source = "KIP-516",
            why =
                    "librdkafka fetches by topic id as soon as Fetch v13 is advertised, and reports the topic as unknown.")
    void aTopicHasAnId(Case it) {
        String topic = it.topic(1);
        Answer first = ask(it, List.of(topic));
        UUID id = (UUID) first.get("Topics[0].TopicId");
        first.expect(!id.equals(KafkaUuid.ZERO), "Topics[0].TopicId", "an id that is not zero", id);
        ask(it, List.of(topic)).expect("Topics[0].TopicId", id);
        if (it.version() >= 12) {
            Answer byId = it.ask(
                    body -> body.add("Topics", entry -> entry.set("TopicId", id).set("Name", null)));
            byId.expectSize("Topics", 1)
                    .expectError("Topics[0].ErrorCode", ErrorCode.NONE)
                    .expect("Topics[0].Name", topic);
        }
    }

    @ConformanceTest(
            id = "metadata.cluster-has-an-id",
            api = "Metadata",
            versions = "2+",
            requirement = "The cluster has an id, the same each time, and the controller is among the brokers.",
            source = "KIP-78",
            why = "Sarama read past the end of an answer without it (Quafka); tools tell clusters apart by it.")
    void theClusterHasAnId(Case it) {
        Answer answer = ask(it, List.of());
        String id = answer.text("ClusterId");
        answer.expect(!id.isEmpty(), "ClusterId", "an id", "an empty one");
        ask(it, List.of()).expect("ClusterId", id);
        Set<Object> brokers = new HashSet<>();
        answer.body().getStructs("Brokers").forEach(broker -> brokers.add(broker.getInt("NodeId")));
        answer.expect("ControllerId", "is one of the brokers " + brokers, brokers::contains);
    }

    @ConformanceTest(
            id = "metadata.all-topics-answered",
            api = "Metadata",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "Several topics are all answered, each once.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Clients look each topic up in the answer; one that is left out is reported as unknown.")
    void severalTopicsAreAllAnswered(Case it) {
        List<String> asked = List.of(it.topic(1), it.topic(2));
        Answer answer = ask(it, asked);
        Set<String> found = new TreeSet<>();
        for (Message topic : answer.body().getStructs("Topics")) {
            String name = topic.getString("Name");
            answer.expect(found.add(name), "Topics", "each topic once", name + " again");
        }
        answer.expect(found.equals(Set.copyOf(asked)), "Topics", "the topics " + asked, found);
    }

    private static Answer ask(Case it, List<String> topics) {
        return it.ask(body -> fill(body, topics));
    }

    private static void fill(MessageBuilder body, List<String> topics) {
        body.setEach("Topics", topics, (entry, topic) -> entry.set("Name", topic))
                .setIfPresent("AllowAutoTopicCreation", false);
    }
}

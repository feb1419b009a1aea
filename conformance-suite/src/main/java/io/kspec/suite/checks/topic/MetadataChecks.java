package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TargetUnreachable;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** Checks of Metadata: brokers, topics and leaders. */
class MetadataChecks {
    private static final int PARTITIONS = 3;
    /** The first version that tells whether a topic is internal. */
    private static final int FIRST_WITH_INTERNAL = 1;

    @ConformanceTest(
            id = "metadata.topic-is-shown",
            api = "Metadata",
            needs = {"CreateTopics"},
            requirement =
                    "A created topic is listed by name, without error, not as an internal one, and with all its partitions,"
                            + " numbered from 0; from version 13 on, the response as a whole has no error either.",
            source = "message definition MetadataResponse",
            why = "kafka-go fails with \"[3] Unknown Topic Or Partition\" if it does not find the topic here.")
    void aCreatedTopicIsListed(Case test) {
        String topic = test.topicOfExactly(PARTITIONS);
        Answer answer = ask(test, List.of(topic));
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
        if (test.version() >= FIRST_WITH_INTERNAL) {
            answer.expect("Topics[0].IsInternal", false);
        }
        if (answer.has("ErrorCode")) {
            answer.expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "metadata.leaders-are-brokers",
            api = "Metadata",
            needs = {"CreateTopics"},
            requirement =
                    "The leader, the replicas and the in-sync replicas of every partition and, from version 1 on, the"
                            + " controller are among the listed brokers.",
            source = "message definition MetadataResponse",
            why = "Otherwise the Java client requests metadata forever: 2049 Metadata requests and not one Fetch"
                    + " (SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void leadersAndReplicasAreListedBrokers(Case test) {
        String topic = test.topic(PARTITIONS);
        Answer answer = ask(test, List.of(topic));
        Set<Object> brokers = new HashSet<>();
        answer.body().getStructs("Brokers").forEach(broker -> brokers.add(broker.getInt("NodeId")));
        if (answer.has("ControllerId")) {
            answer.expect("ControllerId", "is one of the brokers " + brokers, brokers::contains);
        }
        for (int i = 0; i < PARTITIONS; i++) {
            String partition = MetadataEntries.partition(answer, topic, i);
            answer.expect(partition + "LeaderId", "is one of the brokers " + brokers, brokers::contains);
            for (String nodes : List.of("ReplicaNodes", "IsrNodes")) {
                answer.expect(
                        partition + nodes,
                        "are all among the brokers " + brokers,
                        found -> !((List<?>) found).isEmpty() && brokers.containsAll((List<?>) found));
            }
        }
    }

    @ConformanceTest(
            id = "metadata.brokers-can-be-dialled",
            api = "Metadata",
            requirement = "Every broker is listed with a host and port at which it can be reached and answers.",
            source = "message definition MetadataResponse; Kafka's advertised.listeners",
            why = "Clients switch from the bootstrap address to the advertised one; localhost, 0.0.0.0 or a"
                    + " container's name leaves them stranded.",
            harm = Harm.NO_CONNECTION)
    void everyListedBrokerIsReachable(Case test) {
        Answer answer = ask(test, List.of());
        int brokers = answer.list("Brokers").size();
        answer.expect(brokers > 0, "Brokers", "at least one broker", "none");
        for (int i = 0; i < brokers; i++) {
            String broker = "Brokers[" + i + "]";
            MetadataEntries.expectAddress(answer, i);
            Target target = new Target(answer.text(broker + ".Host"), (int) answer.number(broker + ".Port"));
            try {
                Connection connection = test.role("dialler").connectionTo(target);
                Answer.of(connection.exchange(ApiVersionsRequests.from("kspec", "0"), 0));
            } catch (StageFailure e) {
                String message = String.valueOf(e.getMessage());
                String found = e instanceof TargetUnreachable ? e.finding().orElse(message) : message;
                throw answer.failure(broker + ".Host", "a broker that answers at " + target, found);
            }
        }
    }

    @ConformanceTest(
            id = "metadata.null-means-all-topics",
            api = "Metadata",
            alone = true,
            versions = "1+",
            needs = {"CreateTopics"},
            requirement = "A null topics array is answered with all topics.",
            source = "message definition MetadataRequest: null means all topics, since version 1",
            why = "Sarama could not talk at all to a broker that read the count of -1 as unsigned (Quafka).")
    void nullMeansAllTopics(Case test) {
        List<String> topics = List.of(test.topic(1), test.topic(1));
        expectAmongAll(test.ask(MetadataRequests.allTopics()), topics);
    }

    private static void expectAmongAll(Answer answer, List<String> topics) {
        for (String topic : topics) {
            answer.expect(
                    MetadataEntries.find(answer, topic).isPresent(),
                    "Topics",
                    "topic " + topic + " among all topics",
                    answer.list("Topics").size() + " others");
        }
    }

    @ConformanceTest(
            id = "metadata.empty-means-no-topic",
            api = "Metadata",
            versions = "1+",
            needs = {"CreateTopics"},
            requirement = "An empty topics array is answered with the brokers and no topics.",
            source = "message definition MetadataRequest: an empty list means none, since version 1",
            why = "Clients use it to learn the brokers cheaply; all topics of a large cluster are megabytes.")
    void anEmptyArrayMeansNoTopics(Case test) {
        test.topic(1);
        ask(test, List.of()).expectSize("Topics", 0);
    }

    @ConformanceTest(
            id = "metadata.empty-meant-all-topics-at-first",
            api = "Metadata",
            alone = true,
            versions = "0",
            needs = {"CreateTopics"},
            requirement = "At version 0, an empty topics array is answered with all topics.",
            source = "message definition MetadataRequest: in version 0 an empty list means all topics",
            why = "Old clients have no other way to list topics.")
    void anEmptyArrayMeansAllTopicsInVersionZero(Case test) {
        List<String> topics = List.of(test.topic(1), test.topic(1));
        expectAmongAll(ask(test, List.of()), topics);
    }

    @ConformanceTest(
            id = "metadata.unknown-topic-is-answered",
            api = "Metadata",
            versions = "4+",
            requirement =
                    "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, and is not created if"
                            + " the client disallows it.",
            source = "message definition MetadataRequest: AllowAutoTopicCreation; KIP-204",
            why = "Clients treat a response without the topic as incomplete; topics created by a lookup fill"
                    + " clusters with typos.")
    void anUnknownTopicIsReported(Case test) {
        String topic = test.name("missing");
        for (int i = 0; i < 2; i++) {
            ask(test, List.of(topic))
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
            requirement = "An invalid topic name is answered with INVALID_TOPIC_EXCEPTION.",
            source = "Kafka's topic naming rules; measured on Apache Kafka",
            why = "Clients retry an unknown topic, but give up at once on an invalid one.")
    void anInvalidTopicNameIsRejected(Case test) {
        String invalid = test.name("no-such") + "/topic";
        test.stage().topics().deleteOnClose(invalid);
        ask(test, List.of(invalid))
                .expectSize("Topics", 1)
                .expectError("Topics[0].ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @ConformanceTest(
            id = "metadata.topic-has-an-id",
            api = "Metadata",
            versions = "10+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "A topic has a non-zero id of its own that never changes and that, from version 12 on, identifies"
                            + " the topic in a request.",
            source = "KIP-516",
            why = "librdkafka fetches by topic id as soon as Fetch v13 is advertised, and without a valid id reports"
                    + " the topic as unknown; with older versions of Fetch, no client needs the id.")
    void aTopicHasAStableId(Case test) {
        String topic = test.topic(1);
        Answer first = ask(test, List.of(topic));
        UUID id = (UUID) first.get("Topics[0].TopicId");
        first.expect(!id.equals(KafkaUuid.ZERO), "Topics[0].TopicId", "an id that is not zero", id);
        ask(test, List.of(topic)).expect("Topics[0].TopicId", id);
        ask(test, List.of(test.topic(1)))
                .expect("Topics[0].TopicId", "is another than that of topic " + topic, other -> !other.equals(id));
        if (test.version() >= 12) {
            Answer byId = test.ask(MetadataRequests.topicWithId(id));
            byId.expectSize("Topics", 1)
                    .expectError("Topics[0].ErrorCode", ErrorCode.NONE)
                    .expect("Topics[0].Name", topic);
        }
    }

    @ConformanceTest(
            id = "metadata.recreated-topic-has-new-id",
            api = "Metadata",
            versions = "10+",
            needs = {"CreateTopics", "DeleteTopics"},
            level = Level.SHOULD,
            requirement = "A topic that is deleted and created again under its name has another id.",
            source = "KIP-516; measured on Apache Kafka",
            why =
                    "By its id a client tells the new topic from the old one; made of the name, the id would let it go on at its"
                            + " position in records that are gone.")
    void aRecreatedTopicHasAnotherId(Case test) {
        String topic = test.topic(1);
        Object id = ask(test, List.of(topic)).get("Topics[0].TopicId");
        if (id.equals(KafkaUuid.ZERO)) {
            throw new TestAbortedException("Metadata shows topic id zero, that is, that the target has no topic ids");
        }
        RecreatedTopicChecks.recreate(test, topic);
        ask(test, List.of(topic))
                .expect("Topics[0].TopicId", "is another than that of the deleted topic", again -> !again.equals(id));
    }

    @ConformanceTest(
            id = "metadata.cluster-has-an-id",
            api = "Metadata",
            versions = "2+",
            level = Level.SHOULD,
            requirement = "The cluster has an id that never changes.",
            source = "KIP-78",
            why = "Tools use it to tell clusters apart; clients take null, which the definition allows.")
    void theClusterHasAStableId(Case test) {
        Answer answer = ask(test, List.of());
        Object id = answer.find("ClusterId").orElse("");
        answer.expect(
                !id.equals(""),
                "ClusterId",
                "a non-empty cluster id",
                answer.find("ClusterId").isEmpty() ? "null" : "\"\"");
        ask(test, List.of()).expect("ClusterId", id);
    }

    @ConformanceTest(
            id = "metadata.all-topics-answered",
            api = "Metadata",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "Each of several requested topics is answered exactly once, with its own partitions.",
            source = "measured on Apache Kafka",
            why = "Clients look up each topic in the response and report a missing one as unknown.")
    void everyRequestedTopicIsAnswered(Case test) {
        List<String> asked = List.of(test.topicOfExactly(1), test.topicOfExactly(2));
        Answer answer = ask(test, asked);
        Set<String> found = new TreeSet<>();
        for (Message topic : answer.body().getStructs("Topics")) {
            String name = String.valueOf(topic.getNullableString("Name"));
            answer.expect(found.add(name), "Topics", "each topic once", name + " again");
        }
        answer.expect(found.equals(Set.copyOf(asked)), "Topics", "the topics " + asked, found);
        answer.expectSize(MetadataEntries.topic(answer, asked.get(0)) + "Partitions", 1)
                .expectSize(MetadataEntries.topic(answer, asked.get(1)) + "Partitions", 2);
    }

    private static Answer ask(Case test, List<String> topics) {
        return test.ask(MetadataRequests.topics(topics));
    }
}

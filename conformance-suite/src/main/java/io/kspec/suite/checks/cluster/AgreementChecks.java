package io.kspec.suite.checks.cluster;

import io.kspec.runlog.Harm;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that every broker of a cluster tells clients the same. */
class AgreementChecks {
    private static final int PARTITIONS = 3;
    /** The first version of Metadata with leader epochs. */
    private static final int FIRST_WITH_EPOCHS = 7;

    /** How long a broker may take to learn what another one knows already. */
    private static final Duration PROPAGATION = Duration.ofSeconds(2);

    @ConformanceTest(
            id = "cluster.brokers-agree-on-brokers",
            api = "Metadata",
            profile = "cluster",
            requirement =
                    "Each broker that Metadata lists can be reached at its address, and lists the same brokers at the same"
                            + " addresses and, from version 2 on, the same cluster id.",
            source = "message definition MetadataResponse; measured on Apache Kafka",
            why = "Clients take the list of whichever broker they asked last: one that knows only itself makes them"
                    + " forget the others, and librdkafka warns that the cluster id has changed.",
            harm = Harm.CLIENTS_HANG)
    void everyBrokerListsTheSameBrokers(Case test) {
        expectSameClusters(test, MetadataRequests.noTopics(), "NodeId");
    }

    @ConformanceTest(
            id = "cluster.brokers-agree-on-description",
            api = "DescribeCluster",
            profile = "cluster",
            needs = {"Metadata"},
            requirement = "Each broker describes the same cluster: its id, and the brokers with their addresses.",
            source = "KIP-700; measured on Apache Kafka",
            why = "The Java admin client asks any broker, and takes the answer for the whole cluster.")
    void everyBrokerDescribesTheSameCluster(Case test) {
        expectSameClusters(test, ClusterRequests.describe(), "BrokerId");
    }

    private static void expectSameClusters(Case test, ClientRequest question, String idField) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        Answer here = test.ask(question);
        Set<String> expected = addresses(here, idField);
        for (ListedBroker broker : brokers) {
            Answer told = eventually(
                    broker, test, question, answer -> addresses(answer, idField).equals(expected));
            Set<String> found = addresses(told, idField);
            told.expect(found.equals(expected), "Brokers", "the brokers " + expected + " from " + broker, found);
            if (told.has("ClusterId")) {
                told.expect("ClusterId", here.find("ClusterId").orElse(null));
            }
        }
    }

    private static Set<String> addresses(Answer answer, String idField) {
        return answer.body().getStructs("Brokers").stream()
                .map(broker -> broker.getInt(idField) + " at " + broker.getString("Host") + ":" + broker.getInt("Port"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ConformanceTest(
            id = "cluster.brokers-agree-on-leaders",
            api = "Metadata",
            profile = "cluster",
            needs = {"CreateTopics"},
            requirement =
                    "Each broker soon shows a new topic with the same leaders and, from version 7 on, leader epochs.",
            source = "message definition MetadataResponse; KIP-320; measured on Apache Kafka",
            why = "Clients ask any broker for the leader: sent to and fro, they produce nothing until their delivery"
                    + " timeout has passed.",
            harm = Harm.CLIENTS_HANG)
    void everyBrokerNamesTheSameLeaders(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        String topic = test.topic(PARTITIONS);
        List<String> fields = test.version() < FIRST_WITH_EPOCHS
                ? List.of("ErrorCode", "LeaderId")
                : List.of("ErrorCode", "LeaderId", "LeaderEpoch");
        for (int i = 0; i < PARTITIONS; i++) {
            String partition = "Topics[Name=" + topic + "].Partitions[PartitionIndex=" + i + "]";
            expectSame(test, brokers, MetadataRequests.topics(topic), answer -> answer.entry(partition), fields);
        }
    }

    /**
     * Asks each broker and expects the values that the target tells.
     *
     * @param entry finds the path of what holds the values, with a dot after it
     * @param fields the names of the values
     */
    private static void expectSame(
            Case test,
            List<ListedBroker> brokers,
            ClientRequest question,
            Function<Answer, Optional<String>> entry,
            List<String> fields) {
        List<Optional<Object>> expected = values(test.ask(question), entry, fields);
        for (ListedBroker broker : brokers) {
            Answer told = eventually(broker, test, question, answer -> values(answer, entry, fields)
                    .equals(expected));
            String at = entry.apply(told)
                    .orElseThrow(
                            () -> told.failure("Topics", "the topic and partition from " + broker, "no such entry"));
            for (int i = 0; i < fields.size(); i++) {
                told.expect(at + fields.get(i), expected.get(i).orElse(null));
            }
        }
    }

    private static List<Optional<Object>> values(
            Answer answer, Function<Answer, Optional<String>> entry, List<String> fields) {
        return fields.stream()
                .map(field -> entry.apply(answer).flatMap(at -> answer.find(at + field)))
                .toList();
    }

    /** Asks a broker until its answer is as expected, or until it should be; returns the last one. */
    private static Answer eventually(
            ListedBroker broker, Case test, ClientRequest question, Predicate<Answer> expected) {
        return Await.of("what others tell from broker " + broker, PROPAGATION)
                .last(() -> broker.ask(test, question), expected);
    }

    @ConformanceTest(
            id = "cluster.brokers-agree-on-coordinator",
            api = "FindCoordinator",
            profile = "cluster",
            needs = {"Metadata"},
            requirement = "Each broker names the same coordinator of a group, with the same address.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka",
            why = "The members of a group ask different brokers; with two coordinators there are two groups, and every"
                    + " record is read twice.")
    void everyBrokerNamesTheSameCoordinator(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        expectSame(
                test,
                brokers,
                CoordinatorRequests.find(CoordinatorType.GROUP, test.name("group")),
                answer -> Optional.of(CoordinatorResponses.firstPath(answer.body())),
                List.of("ErrorCode", "NodeId", "Host", "Port"));
    }
}

package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.record.Record;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** Several partitions of one leader, and their entries in an answer about all of them. */
public final class SeveralPartitions {
    private static final int FETCH_BY_ID = 13;
    private static final int PRODUCE_BY_ID = 13;
    /** Of these, one leader has two in a cluster of up to three brokers, however they are spread. */
    private static final int ENOUGH_FOR_TWO = 4;

    private SeveralPartitions() {}

    /** Clients for new partitions of one leader: the first has one record, the second has two, and so on. */
    static List<PartitionClient> filled(Case test) {
        String topic = test.topic(2);
        Target leader = new PartitionClient(test, topic, 0).connection().target();
        List<PartitionClient> clients = new ArrayList<>(PartitionClient.ofLeader(test, leader, topic, 2));
        clients.addAll(PartitionClient.ofLeader(test, leader, test.topic(2), 2));
        for (int i = 0; i < clients.size(); i++) {
            List<Record> records = new ArrayList<>();
            for (int j = 0; j <= i; j++) {
                records.add(new Record(j, Payload.TIMESTAMP, null, valueIn(clients.get(i))));
            }
            clients.get(i).produce(records);
        }
        return clients;
    }

    /**
     * Clients for two new, empty partitions of one topic and one leader, in ascending order.
     *
     * @throws TestAbortedException if every partition of a topic has another leader, as may be in a large cluster
     */
    public static List<PartitionClient> twoOfOneLeader(Case test) {
        return twoOfOneLeader(test, 2)
                .or(() -> twoOfOneLeader(test, ENOUGH_FOR_TWO))
                .orElseThrow(() -> new TestAbortedException(
                        "no broker leads two of the " + ENOUGH_FOR_TWO + " partitions of a topic"));
    }

    private static Optional<List<PartitionClient>> twoOfOneLeader(Case test, int partitions) {
        String topic = test.topic(partitions);
        Map<Target, List<PartitionClient>> byLeader = IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionClient(test, topic, partition))
                .collect(Collectors.groupingBy(
                        client -> client.connection().target(), LinkedHashMap::new, Collectors.toList()));
        return byLeader.values().stream()
                .filter(ofOne -> ofOne.size() > 1)
                .findFirst()
                .map(ofOne -> ofOne.subList(0, 2));
    }

    /** The value of every record in a partition. */
    static Bytes valueIn(PartitionClient client) {
        return Payload.text(client.topic() + " " + client.partition());
    }

    /** The path of a partition in an answer to Fetch. */
    static String fetched(Answer answer, PartitionClient client) {
        return demand(answer, "Responses", findFetched(answer, client));
    }

    /** The path of a partition in an answer to Fetch, which has the topic's id from version 13 on; empty if it has none. */
    static Optional<String> findFetched(Answer answer, PartitionClient client) {
        boolean byId = answer.body().id().version() >= FETCH_BY_ID;
        String topic = byId ? "TopicId=" + KafkaUuid.format(client.topicId()) : "Topic=" + client.topic();
        return find(answer, "Responses[" + topic + "].Partitions[PartitionIndex=", client);
    }

    /** The path of a partition in an answer to Produce, which has the topic's id from version 13 on. */
    static String produced(Answer answer, PartitionClient client) {
        boolean byId = answer.body().id().version() >= PRODUCE_BY_ID;
        String topic = byId ? "TopicId=" + KafkaUuid.format(client.topicId()) : "Name=" + client.topic();
        return demand(answer, "Responses", find(answer, "Responses[" + topic + "].PartitionResponses[Index=", client));
    }

    /** The path of a partition in an answer to ListOffsets or DeleteRecords. */
    public static String named(Answer answer, PartitionClient client) {
        return demand(
                answer,
                "Topics",
                find(answer, "Topics[Name=" + client.topic() + "].Partitions[PartitionIndex=", client));
    }

    private static Optional<String> find(Answer answer, String upToPartition, PartitionClient client) {
        return answer.entry(upToPartition + client.partition() + "]");
    }

    private static String demand(Answer answer, String array, Optional<String> found) {
        return found.orElseThrow(
                () -> answer.failure(array, "an entry for every partition that was asked for", "none for one of them"));
    }
}

package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.record.Record;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.ArrayList;
import java.util.List;

/** Partitions of several topics, each with other records, and their entries in an answer about all of them. */
final class SeveralPartitions {
    private static final int FETCH_BY_ID = 13;

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

    /** The value of every record in a partition. */
    static Bytes valueIn(PartitionClient client) {
        return Payload.text(client.topic() + " " + client.partition());
    }

    /** The path of a partition in an answer to Fetch, which has the topic's id from version 13 on. */
    static String fetched(Answer answer, PartitionClient client) {
        boolean byId = answer.body().id().version() >= FETCH_BY_ID;
        String topic = byId ? "TopicId=" + KafkaUuid.format(client.topicId()) : "Topic=" + client.topic();
        return find(answer, "Responses", topic, client);
    }

    /** The path of a partition in an answer to ListOffsets. */
    static String listed(Answer answer, PartitionClient client) {
        return find(answer, "Topics", "Name=" + client.topic(), client);
    }

    private static String find(Answer answer, String array, String topic, PartitionClient client) {
        String partition = "Partitions[PartitionIndex=" + client.partition() + "]";
        return answer.entry(array + "[" + topic + "]." + partition)
                .orElseThrow(() -> answer.failure(
                        array, "an entry for every partition that was asked for", "none for one of them"));
    }
}

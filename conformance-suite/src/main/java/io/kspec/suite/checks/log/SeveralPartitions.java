package io.kspec.suite.checks.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Record;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Partitions of several topics, each with other records, and their entries in an answer about all of them. */
final class SeveralPartitions {
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
        return find(
                answer,
                "Responses",
                topic -> topic.has("TopicId")
                        ? topic.getUuid("TopicId").equals(client.topicId())
                        : topic.getString("Topic").equals(client.topic()),
                client.partition());
    }

    /** The path of a partition in an answer to ListOffsets. */
    static String listed(Answer answer, String name, int partition) {
        return find(answer, "Topics", topic -> topic.getString("Name").equals(name), partition);
    }

    private static String find(Answer answer, String array, Predicate<Message> isMeant, int partition) {
        List<Message> topics = answer.body().getStructs(array);
        for (int i = 0; i < topics.size(); i++) {
            if (isMeant.test(topics.get(i))) {
                List<Message> partitions = topics.get(i).getStructs("Partitions");
                for (int j = 0; j < partitions.size(); j++) {
                    if (partitions.get(j).getInt("PartitionIndex") == partition) {
                        return array + "[" + i + "].Partitions[" + j + "].";
                    }
                }
            }
        }
        throw answer.failure(array, "an entry for every partition that was asked for", "none for one of them");
    }
}

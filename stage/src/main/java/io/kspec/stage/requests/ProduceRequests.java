package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Produce requests. */
public final class ProduceRequests {
    private ProduceRequests() {}

    /**
     * Appends records, with the topics' ids from version 13 on.
     *
     * @param acks -1 for all in-sync replicas, 1 for the leader alone, 0 for no answer
     */
    public static ClientRequest produce(int acks, int timeoutMs, PartitionRecords... records) {
        return produce(acks, timeoutMs, Arrays.asList(records));
    }

    /** As {@link #produce(int, int, PartitionRecords...)}. */
    public static ClientRequest produce(int acks, int timeoutMs, Collection<PartitionRecords> records) {
        List<PartitionRecords> all = List.copyOf(records);
        return ClientRequest.of("Produce", body -> body.set("Acks", acks)
                .set("TimeoutMs", timeoutMs)
                .setEach(
                        "TopicData", TopicIdentity.byTopic(all, PartitionRecords::topic), ProduceRequests::writeTopic));
    }

    private static void writeTopic(MessageBuilder data, List<PartitionRecords> ofTopic) {
        ofTopic.get(0).topic().writeTo(data, "Name");
        data.setEach("PartitionData", ofTopic, (entry, partition) -> entry.set("Index", partition.partition())
                .set("Records", partition.records()));
    }
}

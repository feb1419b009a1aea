package io.kspec.mock;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds the requests that tests send, and finds parts of the responses. */
public final class Requests {
    private Requests() {}

    public static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A batch of records with timestamp 1000, 1001 and so on, whose keys are k0, k1 and so on. */
    public static RecordBatchBuilder batch(int records) {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            batch.append(1000 + i, utf8("k" + i), utf8("v" + i));
        }
        return batch;
    }

    /** Produce to one partition, at a version that names topics. */
    public static Consumer<MessageBuilder> produce(String topic, int partition, int acks, @Nullable Bytes records) {
        return request -> request.set("Acks", acks).set("TimeoutMs", 1000).add("TopicData", entry -> entry.set(
                        "Name", topic)
                .add("PartitionData", data -> data.set("Index", partition).set("Records", records)));
    }

    /** Fetch of one partition, at a version that names topics. */
    public static Consumer<MessageBuilder> fetch(
            String topic, int partition, long offset, int minBytes, int maxWaitMs) {
        return fetch(topic, minBytes, maxWaitMs, entry -> entry.set("Partition", partition)
                .set("FetchOffset", offset)
                .set("PartitionMaxBytes", 1 << 20));
    }

    public static Consumer<MessageBuilder> fetch(
            String topic, int minBytes, int maxWaitMs, Consumer<MessageBuilder> partition) {
        return request -> request.setIfPresent("ReplicaId", -1)
                .set("MinBytes", minBytes)
                .set("MaxWaitMs", maxWaitMs)
                .setIfPresent("MaxBytes", 1 << 20)
                .add("Topics", entry -> entry.set("Topic", topic).add("Partitions", partition));
    }

    /** The one partition of the one topic in a response. */
    public static Message onlyPartition(Message response, String topics, String partitions) {
        return only(only(response.getStructs(topics)).getStructs(partitions));
    }

    public static Message only(List<Message> structs) {
        if (structs.size() != 1) {
            throw new AssertionError("expected one entry, found " + structs);
        }
        return structs.get(0);
    }

    public static ErrorCode error(Message struct) {
        return ErrorCode.of(struct.getInt("ErrorCode")).orElseThrow();
    }
}

package io.kspec.golden.walk.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkPlan;
import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.walk.SharedKafka;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.MessageSetBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same random records in old and new formats are read by old and new consumers as from Apache Kafka 3.9.2. */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
class ConversionWalkTest {
    private static final String TOPIC = "converted";

    private final WalkPlan plan = WalkPlan.of("conversion-3.9.2", 400);
    private final Random random = plan.random();
    private final List<String> history = new ArrayList<>();
    private int values;

    @Test
    void recordsAreConvertedAsByApacheKafka() throws IOException {
        walk(SharedKafka.of("3.9.2").port());
    }

    void walk(int kafkaPort) throws IOException {
        try (MockBroker mock = MockBroker.start();
                WalkedBroker expected = new WalkedBroker(kafkaPort);
                WalkedBroker actual = new WalkedBroker(mock.port())) {
            ApiUse use = ApiUse.of(mock);
            for (WalkedBroker broker : List.of(expected, actual)) {
                broker.create(TOPIC, 4, TOPIC + "#1");
            }
            for (int i = 0; i < plan.steps(); i++) {
                step(expected, actual);
            }
            plan.verify(use);
        }
    }

    private void step(WalkedBroker expected, WalkedBroker actual) throws IOException {
        int partition = random.nextInt(4);
        String heard;
        String heardToo;
        if (random.nextInt(3) == 0) {
            int version = random.nextInt(8);
            Bytes records = version < 3 ? messages(version < 2 ? 0 : 1) : batch(partition == 3 && version >= 7);
            history.add("produce v" + version + " to " + partition + " " + records);
            heard = expected.produce(version, TOPIC, partition, records);
            heardToo = actual.produce(version, TOPIC, partition, records);
        } else {
            int version = random.nextInt(5);
            Consumer<MessageBuilder> request = request(
                    version, partition, random.nextInt(30), random.nextBoolean() ? 1 << 20 : random.nextInt(600));
            heard = expected.fetch(version, request);
            heardToo = actual.fetch(version, request);
        }
        history.add(heard);
        assertThat(heardToo)
                .as(() -> plan + "\n"
                        + String.join("\n", history.subList(Math.max(0, history.size() - 10), history.size())))
                .isEqualTo(heard);
    }

    private Bytes messages(int magic) {
        MessageSetBuilder messages = Records.messageSet(magic).compression(codec(false));
        for (int i = random.nextInt(3); i >= 0; i--) {
            messages.append(magic == 0 ? -1 : 1000 + random.nextInt(9), key(), Requests.utf8("m" + ++values));
        }
        return messages.build().bytes();
    }

    private Bytes batch(boolean zstd) {
        RecordBatchBuilder batch = RecordBatch.builder().compression(codec(zstd));
        for (int i = random.nextInt(3); i >= 0; i--) {
            batch.append(1000 + random.nextInt(9), key(), Requests.utf8("b" + ++values));
        }
        return batch.build().bytes();
    }

    private Bytes key() {
        return Requests.utf8("k" + random.nextInt(3));
    }

    private CompressionType codec(boolean zstd) {
        List<CompressionType> codecs = new ArrayList<>(List.of(CompressionType.values()));
        if (!zstd) {
            codecs.remove(CompressionType.ZSTD);
        }
        return codecs.get(random.nextInt(codecs.size()));
    }

    private Consumer<MessageBuilder> request(int version, int partition, long offset, int maxBytes) {
        history.add("fetch v" + version + " of " + partition + " from " + offset + " max " + maxBytes);
        return request -> {
            request.set("ReplicaId", -1);
            request.setIfPresent("MaxBytes", 1 << 20);
            request.add("Topics", topic -> topic.set("Topic", TOPIC)
                    .add("Partitions", entry -> entry.set("Partition", partition)
                            .set("FetchOffset", offset)
                            .set("PartitionMaxBytes", maxBytes)));
        };
    }
}

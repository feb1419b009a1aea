package io.kspec.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The consumer's bytes in JoinGroup and SyncGroup are a version followed by a message, which kspec decodes. */
class ConsumerProtocolTest {
    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 2), new TopicPartition("örter", 1));

    private final Catalog catalog = Catalog.standard();

    @Test
    void subscriptionsOfTheConsumerDecodeAtEveryVersion() {
        Subscription theirs = new Subscription(
                List.of("orders", "örter"), ByteBuffer.wrap(new byte[] {1, 2}), PARTITIONS, 7, Optional.of("rack"));
        EveryMessage.each(catalog.dataVersions("ConsumerProtocolSubscription")).forEach(version -> {
            MessageSpec spec = catalog.data("ConsumerProtocolSubscription", version);
            Message ours = Message.builder(spec)
                    .set("Topics", List.of("orders", "örter"))
                    .set("UserData", Bytes.fromHex("0102"))
                    .setIfPresent("GenerationId", 7)
                    .setIfPresent("RackId", "rack")
                    .build();
            if (ours.has("OwnedPartitions")) {
                ours = withPartitions(ours, "OwnedPartitions");
            }
            Bytes written = Bytes.copyOf(ConsumerProtocol.serializeSubscription(theirs, (short) version));
            assertThat(written.getShort(0)).isEqualTo((short) version);
            assertThat(Codec.encode(ours)).isEqualTo(written.slice(2));
            assertThat(Codec.decode(spec, written.slice(2))).isEqualTo(ours);
            Subscription read = ConsumerProtocol.deserializeSubscription(framed(version, ours));
            assertThat(read.topics()).isEqualTo(theirs.topics());
            assertThat(read.userData()).isEqualTo(theirs.userData());
            assertThat(read.ownedPartitions()).isEqualTo(version >= 1 ? PARTITIONS : List.of());
            assertThat(read.generationId()).isEqualTo(version >= 2 ? Optional.of(7) : Optional.empty());
            assertThat(read.rackId()).isEqualTo(version >= 3 ? Optional.of("rack") : Optional.empty());
        });
    }

    @Test
    void assignmentsOfTheConsumerDecodeAtEveryVersion() {
        Assignment theirs = new Assignment(PARTITIONS, ByteBuffer.wrap(new byte[] {3}));
        EveryMessage.each(catalog.dataVersions("ConsumerProtocolAssignment")).forEach(version -> {
            MessageSpec spec = catalog.data("ConsumerProtocolAssignment", version);
            Message ours = withPartitions(
                    Message.builder(spec).set("UserData", Bytes.fromHex("03")).build(), "AssignedPartitions");
            Bytes written = Bytes.copyOf(ConsumerProtocol.serializeAssignment(theirs, (short) version));
            assertThat(written.getShort(0)).isEqualTo((short) version);
            assertThat(Codec.encode(ours)).isEqualTo(written.slice(2));
            assertThat(Codec.decode(spec, written.slice(2))).isEqualTo(ours);
            Assignment read = ConsumerProtocol.deserializeAssignment(framed(version, ours));
            assertThat(read.partitions()).isEqualTo(PARTITIONS);
            assertThat(read.userData()).isEqualTo(theirs.userData());
        });
    }

    private static Message withPartitions(Message message, String field) {
        return message.toBuilder()
                .add(field, topic -> topic.set("Topic", "orders").set("Partitions", List.of(0, 2)))
                .add(field, topic -> topic.set("Topic", "örter").set("Partitions", List.of(1)))
                .build();
    }

    private static ByteBuffer framed(int version, Message message) {
        return Bytes.copyOf((byte) 0, (byte) version)
                .concat(Codec.encode(message))
                .asByteBuffer();
    }
}

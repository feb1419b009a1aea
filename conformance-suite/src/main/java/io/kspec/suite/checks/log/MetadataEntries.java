package io.kspec.suite.checks.log;

import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a Metadata response says of a topic, whatever other topics are in it and in which order. */
public final class MetadataEntries {
    private MetadataEntries() {}

    /**
     * The path of a topic's entry: {@code Topics[0].}.
     *
     * @throws io.kspec.suite.check.CheckFailure if there is none
     */
    public static String topic(Answer metadata, String name) {
        return find(metadata, name).orElseThrow(() -> metadata.failure("Topics", "an entry for topic " + name, "none"));
    }

    /** The path of a topic's entry, or empty if there is none. */
    public static Optional<String> find(Answer metadata, String name) {
        List<Message> topics = metadata.body().getStructs("Topics");
        for (int i = 0; i < topics.size(); i++) {
            if (name.equals(topics.get(i).getNullableString("Name"))) {
                return Optional.of("Topics[" + i + "].");
            }
        }
        return Optional.empty();
    }

    /**
     * The path of a partition's entry: {@code Topics[0].Partitions[0].}.
     *
     * @throws io.kspec.suite.check.CheckFailure if there is none
     */
    public static String partition(Answer metadata, String name, int partition) {
        String topic = topic(metadata, name);
        List<?> partitions = metadata.list(topic + "Partitions");
        for (int i = 0; i < partitions.size(); i++) {
            if (((Message) partitions.get(i)).getInt("PartitionIndex") == partition) {
                return topic + "Partitions[" + i + "].";
            }
        }
        throw metadata.failure(topic + "Partitions", "an entry for partition " + partition, "none");
    }

    /** Expects that clients can make something of the address of the broker at an index of Metadata. */
    public static void expectAddress(Answer metadata, int index) {
        String broker = "Brokers[" + index + "]";
        metadata.expect(
                broker + ".Host", "is an address that clients can connect to", host -> !Set.of("", "0.0.0.0", "::")
                        .contains(host));
        metadata.expect(broker + ".Port", "is a port from 1 to 65535", port -> (int) port >= 1 && (int) port <= 65_535);
    }
}

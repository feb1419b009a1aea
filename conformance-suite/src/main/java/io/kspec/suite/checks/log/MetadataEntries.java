package io.kspec.suite.checks.log;

import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import java.util.List;
import java.util.Optional;

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
}

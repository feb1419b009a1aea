package io.kspec.stage.cluster;

import io.kspec.stage.net.NoSuitableTopic;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the topics that the target creates when Metadata asks for them, which is the only way to get one where
 * CreateTopics is not advertised: whether it creates any, and with how many partitions. Learned once, as its configuration
 * decides both. Thread-safe.
 */
final class AutoCreation {
    private static final int UNKNOWN = 0;

    private volatile int partitions = UNKNOWN;
    private volatile @Nullable String refusal;

    /**
     * Demands that such a topic can be as it is needed, as far as that is known.
     *
     * @throws NoSuitableTopic if it cannot
     */
    void demand(TopicSize wanted) {
        String why = refusal;
        if (why != null) {
            throw new NoSuitableTopic("a topic", why);
        }
        int known = partitions;
        if (known != UNKNOWN && !wanted.admits(known)) {
            throw new NoSuitableTopic(
                    "a topic with " + wanted, "the topics that it creates when Metadata asks for them have " + known);
        }
    }

    /** Learns from a topic that was created. */
    void created(int withPartitions) {
        partitions = withPartitions;
    }

    /**
     * Learns that no topic is created.
     *
     * @param answer what the target says instead
     */
    void refused(String answer) {
        refusal = "creates none when Metadata asks for it: " + answer;
    }
}

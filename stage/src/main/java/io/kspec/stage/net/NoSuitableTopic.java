package io.kspec.stage.net;

/** The target does not advertise CreateTopics, and a topic as it is needed cannot be had by Metadata either. */
public final class NoSuitableTopic extends NotOffered {
    private static final long serialVersionUID = 1L;

    /**
     * A topic that cannot be had.
     *
     * @param topic what it should be like: {@code a topic with 3 partitions}
     * @param found what the target has instead, in the words that follow "but"
     */
    public NoSuitableTopic(String topic, String found) {
        super(
                topic + ", but the target does not advertise CreateTopics, and " + found,
                "Metadata",
                "that it creates " + topic,
                "that " + found);
    }
}

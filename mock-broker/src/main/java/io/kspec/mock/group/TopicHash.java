package io.kspec.mock.group;

import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import java.util.SortedSet;
import java.util.UUID;

/** A hash of topics, which tells whether any of them was created, deleted or changed. It is not Kafka's. */
public final class TopicHash {
    /** A large odd number whose bits are mixed: that of Fibonacci hashing. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private TopicHash() {}

    /** A hash of topics with their ids and numbers of partitions; 0 if none of them exists. */
    public static long of(TopicTable topics, SortedSet<String> names) {
        long hash = 0;
        for (String name : names) {
            Topic topic = topics.find(name).orElse(null);
            if (topic != null) {
                UUID id = topic.id();
                hash = mix(hash, name.hashCode());
                hash = mix(hash, id.getMostSignificantBits());
                hash = mix(hash, id.getLeastSignificantBits());
                hash = mix(hash, topic.partitions().size());
            }
        }
        return hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash + value + 1) * MIX;
        return mixed ^ (mixed >>> 32);
    }
}

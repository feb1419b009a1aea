package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The topics that the members of a group of consumers have subscribed to, in the metadata of their protocol. */
final class Subscription {
    private static final String CONSUMER = "consumer";

    private Subscription() {}

    /** Whether the members are consumers, so that their metadata has their topics. */
    static boolean isOfConsumers(GroupState state) {
        return CONSUMER.equals(state.generation().protocolType());
    }

    /**
     * Whether a member of a group has subscribed to a topic. As in Kafka, unreadable metadata counts as a subscription to all.
     */
    static Predicate<String> of(GroupState state) {
        String protocol = state.generation().protocolName();
        if (protocol == null) {
            boolean any = !state.roster().isEmpty();
            return topic -> any;
        }
        Set<String> all = new HashSet<>();
        for (Member member : state.roster().members().values()) {
            Optional<Set<String>> topics = topics(member.terms().metadata(protocol));
            if (topics.isEmpty()) {
                return topic -> true;
            }
            all.addAll(topics.get());
        }
        return all::contains;
    }

    /** Reads a version, an array of topics, and user data. */
    private static Optional<Set<String>> topics(Bytes metadata) {
        try {
            Set<String> topics = new HashSet<>();
            int at = Short.BYTES + Integer.BYTES;
            for (int left = metadata.getInt(Short.BYTES); left > 0; left--) {
                int length = metadata.getShort(at);
                at += Short.BYTES;
                topics.add(new String(metadata.slice(at, at + length).toArray(), StandardCharsets.UTF_8));
                at += length;
            }
            metadata.slice(at + Integer.BYTES, at + Integer.BYTES + Math.max(0, metadata.getInt(at)));
            return Optional.of(topics);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}

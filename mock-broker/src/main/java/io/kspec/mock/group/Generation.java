package io.kspec.mock.group;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a group last agreed on. It outlives them: an empty group keeps counting from it.
 *
 * @param id counts the completed join barriers, from 0
 * @param protocolType that of the first member since the group was last empty; null if there never was one
 * @param protocolName what all members follow; null before the first barrier and when the group is empty
 * @param subscribedTopics what the members subscribe to; null if it is not known
 */
record Generation(
        int id, @Nullable String protocolType, @Nullable String protocolName, @Nullable Set<String> subscribedTopics) {
    static final Generation NONE = new Generation(0, null, null, null);

    private static final String CONSUMER = "consumer";

    Generation {
        subscribedTopics = subscribedTopics == null ? null : Set.copyOf(subscribedTopics);
    }

    /** The same generation, whose first new member brings its protocol type. */
    Generation ofType(String type) {
        return new Generation(id, type, protocolName, subscribedTopics);
    }

    /** The next one, in which the members follow the protocol that most of them prefer. */
    Generation next(Roster roster, SubscribedTopics reader) {
        if (roster.isEmpty()) {
            return new Generation(id + 1, protocolType, null, isConsumer() ? Set.of() : null);
        }
        String protocol = roster.preferredProtocol();
        Set<String> topics = isConsumer() ? roster.subscribedTopics(protocol, reader) : null;
        return new Generation(id + 1, protocolType, protocol, topics);
    }

    boolean isConsumer() {
        return CONSUMER.equals(protocolType);
    }

    /** Whether members may read the topic; a consumer group whose subscriptions are not known may read any. */
    boolean subscribesTo(String topic) {
        return subscribedTopics == null ? isConsumer() : subscribedTopics.contains(topic);
    }

    /** Whether what a member believes agrees with this; believing nothing always does. */
    boolean agreesWith(@Nullable String type, @Nullable String protocol) {
        return agree(type, protocolType) && agree(protocol, protocolName);
    }

    private static boolean agree(@Nullable String believed, @Nullable String actual) {
        return believed == null || actual == null || Objects.equals(believed, actual);
    }
}

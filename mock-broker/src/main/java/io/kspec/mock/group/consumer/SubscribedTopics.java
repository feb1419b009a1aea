package io.kspec.mock.group.consumer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.TopicHash;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The topics of the cluster, as consumer groups see them. Regular expressions are those of RE2/J, as in Kafka. */
final class SubscribedTopics {
    private final TopicTable topics;

    SubscribedTopics(TopicTable topics) {
        this.topics = topics;
    }

    /** The version of all topics, which grows with every change. */
    long version() {
        return topics.version();
    }

    /** The version in which the last topic was created. */
    long lastCreation() {
        return topics.lastCreation();
    }

    /** The ids of the topics with these names, of those that exist. */
    Set<UUID> ids(Set<String> names) {
        Set<UUID> ids = new HashSet<>();
        names.forEach(name -> topics.find(name).map(Topic::id).ifPresent(ids::add));
        return ids;
    }

    /** The numbers of partitions of the topics with these names, of those that exist. */
    Map<UUID, Integer> partitions(Set<String> names) {
        Map<UUID, Integer> partitions = new HashMap<>();
        names.forEach(name -> topics.find(name)
                .ifPresent(
                        topic -> partitions.put(topic.id(), topic.partitions().size())));
        return partitions;
    }

    /** A hash of topics with their ids and numbers of partitions; 0 if none of them exists. */
    long hash(SortedSet<String> names) {
        return TopicHash.of(topics, names);
    }

    /**
     * Checks a regular expression.
     *
     * @throws GroupRefusal with INVALID_REGULAR_EXPRESSION
     */
    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new GroupRefusal(
                    ErrorCode.INVALID_REGULAR_EXPRESSION,
                    "The regular expression " + regex + " is invalid: " + e.getDescription() + ".");
        }
    }

    /** The topics whose whole names a regular expression matches, internal ones included. */
    ResolvedRegex resolve(String regex, long nowMs) {
        Pattern pattern = pattern(regex);
        SortedSet<String> matching = new TreeSet<>();
        for (Topic topic : topics.all()) {
            if (pattern.matches(topic.name())) {
                matching.add(topic.name());
            }
        }
        return new ResolvedRegex(matching, version(), nowMs);
    }
}

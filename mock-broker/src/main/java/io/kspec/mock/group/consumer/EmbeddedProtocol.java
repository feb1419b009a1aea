package io.kspec.mock.group.consumer;

import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What classic consumers embed in JoinGroup and SyncGroup: their subscriptions and assignments. */
final class EmbeddedProtocol {
    private static final int NEWEST = 3;

    private final TopicTable topics;

    EmbeddedProtocol(TopicTable topics) {
        this.topics = topics;
    }

    /**
     * A subscription.
     *
     * @param owned the partitions that the consumer owns, by topic id, of topics that exist
     */
    record Subscribed(List<String> topicNames, @Nullable String rackId, Map<UUID, Set<Integer>> owned) {}

    /** Reads a subscription; empty if it is malformed. */
    Optional<Subscribed> subscription(Bytes metadata) {
        return read("ConsumerProtocolSubscription", metadata)
                .map(message -> new Subscribed(
                        message.getStrings("Topics"),
                        message.has("RackId") ? message.getNullableString("RackId") : null,
                        message.has("OwnedPartitions") ? partitions(message.getStructs("OwnedPartitions")) : Map.of()));
    }

    /** Reads an assignment without user data, which could not be converted; empty if it is malformed or has some. */
    Optional<TargetAssignment> assignment(Bytes bytes) {
        if (bytes.isEmpty()) {
            return Optional.of(TargetAssignment.NONE);
        }
        return read("ConsumerProtocolAssignment", bytes)
                .filter(message -> message.isNull("UserData")
                        || message.getBytes("UserData").isEmpty())
                .map(message -> {
                    Map<UUID, SortedSet<Integer>> assigned = new HashMap<>();
                    partitions(message.getStructs("AssignedPartitions"))
                            .forEach((topic, indexes) -> assigned.put(topic, new TreeSet<>(indexes)));
                    return new TargetAssignment(assigned);
                });
    }

    private Map<UUID, Set<Integer>> partitions(List<Message> entries) {
        Map<UUID, Set<Integer>> partitions = new HashMap<>();
        for (Message entry : entries) {
            topics.find(entry.getString("Topic")).ifPresent(topic -> partitions
                    .computeIfAbsent(topic.id(), absent -> new TreeSet<>())
                    .addAll(entry.getInts("Partitions")));
        }
        return partitions;
    }

    private static Optional<Message> read(String structure, Bytes bytes) {
        if (bytes.size() < Short.BYTES || bytes.getShort(0) < 0) {
            return Optional.empty();
        }
        int version = Math.min(NEWEST, bytes.getShort(0));
        DecodeAttempt attempt = Codec.attempt(Catalog.standard().data(structure, version), bytes.slice(Short.BYTES));
        return Optional.ofNullable(attempt.succeeded() ? attempt.body() : null);
    }

    /** Writes an assignment as a member with some metadata understands it. */
    Bytes assignment(Map<UUID, ? extends Set<Integer>> assigned, Bytes metadata) {
        int version = metadata.size() < Short.BYTES ? 0 : Math.max(0, Math.min(NEWEST, metadata.getShort(0)));
        List<Map.Entry<Topic, ? extends Set<Integer>>> known = new ArrayList<>();
        assigned.forEach((id, indexes) -> topics.find(id).ifPresent(topic -> known.add(Map.entry(topic, indexes))));
        Message body = Message.builder(Catalog.standard().data("ConsumerProtocolAssignment", version))
                .setEach("AssignedPartitions", known, (entry, topic) -> entry.set(
                                "Topic", topic.getKey().name())
                        .set("Partitions", List.copyOf(topic.getValue())))
                .build();
        return Bytes.copyOf(ByteBuffer.allocate(Short.BYTES).putShort(0, (short) version))
                .concat(Codec.encode(body));
    }
}

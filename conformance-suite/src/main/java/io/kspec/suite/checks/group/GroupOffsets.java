package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The offsets that a group has committed, in every layout that OffsetCommit and OffsetFetch have had. */
public final class GroupOffsets {
    private final Case it;
    private final String groupId;
    private final Map<String, UUID> topicIds = new HashMap<>();

    GroupOffsets(Case it, String groupId) {
        this.it = it;
        this.groupId = groupId;
    }

    /** Commits without being a member, as tools and consumers with partitions of their own choice do. */
    public Answer commit(Position... positions) {
        return commit(it.coordinator(groupId), body -> {}, positions);
    }

    /**
     * Commits.
     *
     * @param more sets what is to differ in the request
     */
    public Answer commit(Connection connection, Consumer<MessageBuilder> more, Position... positions) {
        return it.ask(connection, "OffsetCommit", body -> {
            body.set("GroupId", groupId).setEach("Topics", byTopic(positions).entrySet(), (data, topic) -> {
                name(data, topic.getKey());
                data.setEach("Partitions", topic.getValue(), (entry, position) -> entry.set(
                                "PartitionIndex", position.partition())
                        .set("CommittedOffset", position.offset())
                        .setIfPresent("CommittedLeaderEpoch", position.leaderEpoch())
                        .set("CommittedMetadata", position.metadata()));
            });
            more.accept(body);
        });
    }

    /** Commits without being a member, and expects that every partition is taken. */
    public void commitAll(Position... positions) {
        expectCommitted(commit(positions), positions);
    }

    /** Asks for the partitions of some positions, whatever they say of them. */
    public Answer fetch(Position... positions) {
        return fetch(it.coordinator(groupId), body -> {}, positions);
    }

    /**
     * Asks for the partitions of some positions.
     *
     * @param more sets what is to differ in the request
     */
    public Answer fetch(Connection connection, Consumer<MessageBuilder> more, Position... positions) {
        return it.ask(connection, "OffsetFetch", body -> {
            if (body.has("Groups")) {
                body.add("Groups", group -> addTo(group, positions));
            } else {
                addTo(body, positions);
            }
            more.accept(body);
        });
    }

    /** Fills what an OffsetFetch request says of this group: the whole of it up to version 7, one of several after. */
    public void addTo(MessageBuilder group, Position... positions) {
        group.set("GroupId", groupId).setEach("Topics", byTopic(positions).entrySet(), (data, topic) -> {
            name(data, topic.getKey());
            data.set(
                    "PartitionIndexes",
                    topic.getValue().stream().map(Position::partition).toList());
        });
    }

    /** Expects that OffsetCommit took every position. */
    public Answer expectCommitted(Answer committed, Position... positions) {
        for (Position position : positions) {
            committed.expectError(path(committed, "", position) + "ErrorCode", ErrorCode.NONE);
        }
        return committed;
    }

    /** Expects that OffsetFetch answers with these positions: offsets and metadata. */
    public Answer expectFetched(Answer fetched, Position... positions) {
        for (Position position : positions) {
            String at = path(fetched, position);
            fetched.expectError(at + "ErrorCode", ErrorCode.NONE)
                    .expect(at + "CommittedOffset", position.offset())
                    .expect(at + "Metadata", position.metadata());
        }
        return fetched;
    }

    /** Asks for positions, and expects them. */
    public Answer expectStored(Position... positions) {
        return expectFetched(fetch(positions), positions);
    }

    /** Where an OffsetFetch answer has what it says of a group: the answer itself up to version 7. */
    public static String at(Answer fetched, int group) {
        return fetched.has("Groups") ? "Groups[" + group + "]." : "";
    }

    /**
     * The path of what an OffsetFetch answer for one group says of a partition.
     *
     * @throws io.kspec.suite.check.CheckFailure if it says nothing
     */
    public String path(Answer fetched, Position position) {
        return path(fetched, at(fetched, 0), position);
    }

    /**
     * The path of what an answer says of a partition.
     *
     * @param base where its topics are
     * @throws io.kspec.suite.check.CheckFailure if it says nothing
     */
    public String path(Answer answer, String base, Position position) {
        List<?> topics = answer.list(base + "Topics");
        for (int i = 0; i < topics.size(); i++) {
            Message topic = (Message) topics.get(i);
            if (!isNamed(topic, position.topic())) {
                continue;
            }
            List<Message> partitions = topic.getStructs("Partitions");
            for (int j = 0; j < partitions.size(); j++) {
                if (partitions.get(j).getInt("PartitionIndex") == position.partition()) {
                    return base + "Topics[" + i + "].Partitions[" + j + "].";
                }
            }
        }
        throw answer.failure(
                base + "Topics",
                "an entry for partition " + position.partition() + " of " + position.topic(),
                topics.isEmpty() ? "no topics" : topics.toString());
    }

    private boolean isNamed(Message topic, String name) {
        return topic.has("TopicId")
                ? topic.getUuid("TopicId").equals(topicId(name))
                : topic.getString("Name").equals(name);
    }

    private void name(MessageBuilder data, String topic) {
        if (data.has("TopicId")) {
            data.set("TopicId", topicId(topic));
        } else {
            data.set("Name", topic);
        }
    }

    private UUID topicId(String topic) {
        return topicIds.computeIfAbsent(topic, name -> new PartitionClient(it, name, 0).topicId());
    }

    private static Map<String, List<Position>> byTopic(Position... positions) {
        Map<String, List<Position>> byTopic = new LinkedHashMap<>();
        for (Position position : positions) {
            byTopic.computeIfAbsent(position.topic(), topic -> new ArrayList<>())
                    .add(position);
        }
        return byTopic;
    }
}

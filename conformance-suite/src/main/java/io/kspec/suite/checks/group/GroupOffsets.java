package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetResponses;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The offsets that a group has committed, at every version of OffsetCommit and OffsetFetch. */
public final class GroupOffsets {
    private final Case test;
    private final String groupId;
    private final Map<String, UUID> topicIds = new HashMap<>();

    /** The offsets of a group of any type. */
    public GroupOffsets(Case test, String groupId) {
        this.test = test;
        this.groupId = groupId;
    }

    /** Commits without being a member, as tools do, and consumers that assign partitions to themselves. */
    public Answer commit(Position... positions) {
        return test.ask(connection(), commitRequest(positions));
    }

    /** Commits without being a member, and expects that every partition is accepted. */
    public void commitAll(Position... positions) {
        test.need("a committed offset", List.of("OffsetCommit"), () -> expectCommitted(commit(positions), positions));
    }

    /** A commit from outside of any generation. */
    public ClientRequest commitRequest(Position... positions) {
        return OffsetRequests.commit(groupId, offsets(positions));
    }

    /** A member's commit. */
    ClientRequest commitRequest(Membership member, Position... positions) {
        return OffsetRequests.commit(member, offsets(positions));
    }

    /** Positions as a request commits them, with the topics' ids where the version has them. */
    public List<OffsetToCommit> offsets(Position... positions) {
        return Stream.of(positions).map(this::offset).toList();
    }

    private OffsetToCommit offset(Position position) {
        return new OffsetToCommit(
                identity(position.topic()),
                position.partition(),
                position.offset(),
                position.leaderEpoch(),
                position.metadata());
    }

    /** Asks for the partitions of some positions, whatever offsets the positions have. */
    public Answer fetch(Position... positions) {
        return test.ask(connection(), OffsetRequests.fetch(asked(positions)));
    }

    /** This group's part of an OffsetFetch request for the partitions of some positions. */
    public GroupPartitions asked(Position... positions) {
        List<TopicPartitions> topics = new ArrayList<>();
        byTopic(positions).forEach((topic, partitions) -> topics.add(new TopicPartitions(identity(topic), partitions)));
        return new GroupPartitions(groupId, topics);
    }

    private Connection connection() {
        return test.coordinator(CoordinatorType.GROUP, groupId);
    }

    private TopicIdentity identity(String topic) {
        return TopicIdentity.of(topic, () -> topicId(topic));
    }

    /** Expects that OffsetCommit accepted every position. */
    public Answer expectCommitted(Answer committed, Position... positions) {
        for (Position position : positions) {
            committed.expectError(path(committed, "", position) + "ErrorCode", ErrorCode.NONE);
        }
        return committed;
    }

    /**
     * Expects that OffsetFetch returned these offsets and metadata. Empty metadata may come back as null, which the
     * definition allows; without a committed offset, no client reads the metadata.
     */
    public Answer expectFetched(Answer fetched, Position... positions) {
        for (Position position : positions) {
            String at = path(fetched, position);
            fetched.expectError(at + "ErrorCode", ErrorCode.NONE).expect(at + "CommittedOffset", position.offset());
            boolean bothEmpty = position.metadata().isEmpty()
                    && fetched.find(at + "Metadata").isEmpty();
            if (position.offset() >= 0 && !bothEmpty) {
                fetched.expect(at + "Metadata", position.metadata());
            }
        }
        return fetched;
    }

    /** Fetches a partition's offset and expects that none is committed, whatever else the answer says. */
    public void expectNoOffset(String topic, int partition) {
        Position position = Position.none(topic, partition);
        Answer fetched = fetch(position);
        find(fetched, at(fetched, 0), position)
                .map(at -> at + "CommittedOffset")
                .filter(offset -> fetched.number(offset) >= 0)
                .ifPresent(offset -> fetched.expect(offset, -1L));
    }

    /** Fetches committed offsets and expects these positions. */
    public Answer expectStored(Position... positions) {
        return expectFetched(fetch(positions), positions);
    }

    /** The path of what an OffsetFetch answer says of a group: empty up to version 7. */
    public static String at(Answer fetched, int group) {
        return OffsetResponses.groupPath(fetched.body(), group);
    }

    /**
     * The path of what an OffsetFetch answer for one group says of a partition.
     *
     * @throws io.kspec.suite.check.CheckFailure if the partition is missing
     */
    public String path(Answer fetched, Position position) {
        String group = at(fetched, 0);
        if (OffsetResponses.groupError(fetched.body()) != ErrorCode.NONE.code()) {
            fetched.expectError(group + "ErrorCode", ErrorCode.NONE);
        }
        return path(fetched, group, position);
    }

    /**
     * The path of what an answer says of a partition.
     *
     * @param base where its topics are
     * @throws io.kspec.suite.check.CheckFailure if the partition is missing
     */
    public String path(Answer answer, String base, Position position) {
        List<?> topics = answer.list(base + "Topics");
        return find(answer, base, position)
                .orElseThrow(() -> answer.failure(
                        base + "Topics",
                        "an entry for partition " + position.partition() + " of " + position.topic(),
                        topics.isEmpty() ? "no topics" : topics.toString()));
    }

    private Optional<String> find(Answer answer, String base, Position position) {
        List<?> topics = answer.list(base + "Topics");
        for (int i = 0; i < topics.size(); i++) {
            Message topic = (Message) topics.get(i);
            if (!isNamed(topic, position.topic())) {
                continue;
            }
            List<Message> partitions = topic.getStructs("Partitions");
            for (int j = 0; j < partitions.size(); j++) {
                if (partitions.get(j).getInt("PartitionIndex") == position.partition()) {
                    return Optional.of(base + "Topics[" + i + "].Partitions[" + j + "].");
                }
            }
        }
        return Optional.empty();
    }

    private boolean isNamed(Message topic, String name) {
        return topic.has("TopicId")
                ? topic.getUuid("TopicId").equals(topicId(name))
                : topic.getString("Name").equals(name);
    }

    private UUID topicId(String topic) {
        return topicIds.computeIfAbsent(topic, name -> new PartitionClient(test, name, 0).topicId());
    }

    private static Map<String, List<Integer>> byTopic(Position... positions) {
        Map<String, List<Integer>> byTopic = new LinkedHashMap<>();
        for (Position position : positions) {
            byTopic.computeIfAbsent(position.topic(), topic -> new ArrayList<>())
                    .add(position.partition());
        }
        return byTopic;
    }
}

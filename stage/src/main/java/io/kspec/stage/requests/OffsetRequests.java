package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import java.util.Collection;
import java.util.List;

/** OffsetCommit and OffsetFetch requests, with the topics' ids from version 10 on. */
public final class OffsetRequests {
    private OffsetRequests() {}

    /** Commits without being a member, as tools do, and consumers that assign partitions to themselves. */
    public static ClientRequest commit(String groupId, Collection<OffsetToCommit> offsets) {
        List<OffsetToCommit> all = List.copyOf(offsets);
        return ClientRequest.of("OffsetCommit", body -> body.set("GroupId", groupId)
                .setEach("Topics", TopicIdentity.byTopic(all, OffsetToCommit::topic), OffsetRequests::writeTopic));
    }

    /** Commits as a member, which takes version 1. */
    public static ClientRequest commit(Membership member, Collection<OffsetToCommit> offsets) {
        return commit(member.groupId(), offsets).with(body -> body.set("GenerationIdOrMemberEpoch", member.generation())
                .set("MemberId", member.memberId())
                .setIfPresent("GroupInstanceId", member.instanceId()));
    }

    private static void writeTopic(MessageBuilder data, List<OffsetToCommit> ofTopic) {
        ofTopic.get(0).topic().writeTo(data, "Name");
        data.setEach("Partitions", ofTopic, (entry, offset) -> entry.set("PartitionIndex", offset.partition())
                .set("CommittedOffset", offset.offset())
                .setIfPresent("CommittedLeaderEpoch", offset.leaderEpoch())
                .set("CommittedMetadata", offset.metadata()));
    }

    /** Asks for committed offsets of groups, of which versions before 8 take exactly one (KIP-709). */
    public static ClientRequest fetch(GroupPartitions... groups) {
        List<GroupPartitions> all = List.of(groups);
        return ClientRequest.of("OffsetFetch", body -> {
            if (body.has("Groups")) {
                body.setEach("Groups", all, OffsetRequests::writeGroup);
            } else {
                writeGroup(body, Single.of(body, "group", all));
            }
        });
    }

    /** Asks for committed offsets as a member of a consumer group, which takes version 9 (KIP-848). */
    public static ClientRequest fetchAs(Membership member, GroupPartitions asked) {
        return ClientRequest.of(
                "OffsetFetch",
                body -> body.add("Groups", group -> {
                    writeGroup(group, asked);
                    group.set("MemberId", member.memberId()).set("MemberEpoch", member.generation());
                }));
    }

    /** The body as a whole, or an entry of its groups: the fields are the same. */
    private static void writeGroup(MessageBuilder group, GroupPartitions asked) {
        group.set("GroupId", asked.groupId());
        List<TopicPartitions> topics = asked.topics();
        if (topics == null) {
            group.set("Topics", null);
        } else {
            group.setEach("Topics", topics, (data, topic) -> {
                topic.topic().writeTo(data, "Name");
                data.set("PartitionIndexes", topic.partitions());
            });
        }
    }
}

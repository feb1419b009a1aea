package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** ConsumerGroupHeartbeat and ConsumerGroupDescribe requests: the life of a member of a consumer group (KIP-848). */
public final class ConsumerGroupRequests {
    /** The epoch of a member that joins. */
    public static final int JOIN = 0;

    /** The epoch of a member that leaves. */
    public static final int LEAVE = -1;

    /** The epoch of a static member that leaves and will return. */
    public static final int LEAVE_FOR_A_WHILE = -2;

    private ConsumerGroupRequests() {}

    /** Tells everything about a member that owns no partitions, to join or, with its epoch, after an error. */
    public static ClientRequest full(Membership member, ConsumerOffer offer) {
        return ClientRequest.of("ConsumerGroupHeartbeat", body -> {
            identify(body, member)
                    .set("InstanceId", member.instanceId())
                    .set("RackId", offer.rackId())
                    .set("RebalanceTimeoutMs", offer.rebalanceTimeoutMs())
                    .set("SubscribedTopicNames", offer.topics())
                    .setIfPresent("SubscribedTopicRegex", offer.regex())
                    .set("ServerAssignor", offer.assignor())
                    .set("TopicPartitions", List.of());
        });
    }

    /** Tells that nothing has changed. */
    public static ClientRequest unchanged(Membership member) {
        return ClientRequest.of("ConsumerGroupHeartbeat", body -> {
            MessageBuilder unused = identify(body, member);
        });
    }

    /** Tells which partitions the member owns, by topic id. */
    public static ClientRequest owning(Membership member, Map<UUID, List<Integer>> partitions) {
        Map<UUID, List<Integer>> owned = new LinkedHashMap<>(partitions);
        return unchanged(member)
                .with(body -> body.setEach(
                        "TopicPartitions", owned.entrySet(), (entry, topic) -> entry.set("TopicId", topic.getKey())
                                .set("Partitions", topic.getValue())));
    }

    /** Leaves, for a while if the member is static and its epoch says so. */
    public static ClientRequest leave(Membership member) {
        return unchanged(member).with(body -> body.set("InstanceId", member.instanceId()));
    }

    private static MessageBuilder identify(MessageBuilder body, Membership member) {
        return body.set("GroupId", member.groupId())
                .set("MemberId", member.memberId())
                .set("MemberEpoch", member.generation());
    }

    public static ClientRequest describe(String... groupIds) {
        return describe(List.of(groupIds));
    }

    public static ClientRequest describe(Collection<String> groupIds) {
        List<String> all = List.copyOf(groupIds);
        return ClientRequest.of("ConsumerGroupDescribe", body -> body.set("GroupIds", all));
    }
}

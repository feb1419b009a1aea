package io.kspec.mock.api.group;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.consumer.ConsumerGroupDescription;
import io.kspec.mock.group.consumer.ConsumerGroupDescription.DescribedMember;
import io.kspec.mock.security.acl.DescribedTopics;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ConsumerGroupDescribe (KIP-848). A group of another type is answered GROUP_ID_NOT_FOUND, as one that does not exist is.
 *
 * <ul>
 *   <li>v1: whether a member uses the classic protocol (KIP-1099).
 * </ul>
 */
public final class ConsumerGroupDescribeHandler implements ApiHandler {
    private final Cluster cluster;

    public ConsumerGroupDescribeHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ConsumerGroupDescribe";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        DescribedTopics described = new DescribedTopics(cluster.security().authorizer(), context.aclClient());
        boolean withOperations = request.getBoolean("IncludeAuthorizedOperations");
        return HandlerAnswer.now(context.response()
                .setEach("Groups", request.getStrings("GroupIds"), (result, groupId) -> {
                    result.set("GroupId", groupId);
                    ErrorCode error = check(groupId, context);
                    Optional<ConsumerGroupDescription> group = error == ErrorCode.NONE
                            ? cluster.consumerGroups().describe(groupId, context.nowMs())
                            : Optional.empty();
                    if (error != ErrorCode.NONE) {
                        result.set("ErrorCode", error);
                    } else if (group.isEmpty()) {
                        result.set("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)
                                .set("ErrorMessage", "There is no consumer group " + groupId + ".");
                    } else if (!described.includeAll(topics(group.get()))) {
                        result.set("ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                                .set("ErrorMessage", DescribedTopics.NOT_ALL_OF_GROUP);
                    } else {
                        fill(result, group.get());
                        if (withOperations) {
                            result.set("AuthorizedOperations", AllOperations.onGroup(cluster.release()));
                        }
                    }
                })
                .build());
    }

    /** The names of the topics that are assigned to the members, or are to be. */
    private Set<String> topics(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> Stream.of(member.assignment(), member.target()))
                .flatMap(assignment -> assignment.keySet().stream())
                .flatMap(id -> cluster.topics().find(id).stream())
                .map(Topic::name)
                .collect(Collectors.toSet());
    }

    private ErrorCode check(String groupId, RequestContext context) {
        return groupId.isEmpty()
                ? ErrorCode.INVALID_GROUP_ID
                : cluster.coordinators().checkGroup(context.brokerId(), groupId);
    }

    private void fill(MessageBuilder result, ConsumerGroupDescription group) {
        result.set("GroupState", group.state())
                .set("GroupEpoch", group.epoch())
                .set("AssignmentEpoch", group.assignmentEpoch())
                .set("AssignorName", group.assignor())
                .setEach("Members", group.members(), this::fill);
    }

    private void fill(MessageBuilder entry, DescribedMember member) {
        entry.set("MemberId", member.memberId())
                .set("InstanceId", member.instanceId())
                .set("RackId", member.rackId())
                .set("MemberEpoch", member.epoch())
                .set("ClientId", member.clientId())
                .set("ClientHost", member.clientHost())
                .set("SubscribedTopicNames", member.topics())
                .set("SubscribedTopicRegex", member.regex())
                .setStruct("Assignment", struct -> fill(struct, member.assignment()))
                .setStruct("TargetAssignment", struct -> fill(struct, member.target()))
                .setIfPresent("MemberType", member.usesClassicProtocol() ? 0 : 1);
    }

    /** Topics that do not exist any more are left out. */
    private void fill(MessageBuilder struct, SortedMap<UUID, Set<Integer>> assignment) {
        List<Map.Entry<UUID, Set<Integer>>> existing = assignment.entrySet().stream()
                .filter(topic -> cluster.topics().find(topic.getKey()).isPresent())
                .toList();
        struct.setEach("TopicPartitions", existing, (entry, topic) -> entry.set("TopicId", topic.getKey())
                .set(
                        "TopicName",
                        cluster.topics().find(topic.getKey()).map(Topic::name).orElse(""))
                .set("Partitions", List.copyOf(topic.getValue())));
    }
}

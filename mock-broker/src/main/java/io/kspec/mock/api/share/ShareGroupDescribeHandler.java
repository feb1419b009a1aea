package io.kspec.mock.api.share;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.ShareGroupDescription;
import io.kspec.mock.group.share.ShareMember;
import io.kspec.mock.group.share.SharedPartition;
import io.kspec.mock.security.acl.DescribedTopics;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** ShareGroupDescribe (KIP-932). Version 1 is the first one that is not early access. */
public final class ShareGroupDescribeHandler implements ApiHandler {
    private final Cluster cluster;

    public ShareGroupDescribeHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ShareGroupDescribe";
    }

    @Override
    public Versions versions() {
        return new Versions(1, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        DescribedTopics described = new DescribedTopics(cluster.security().authorizer(), context.aclClient());
        boolean withOperations = request.getBoolean("IncludeAuthorizedOperations");
        MessageBuilder response = context.response();
        response.setEach("Groups", request.getStrings("GroupIds"), (entry, groupId) -> {
            entry.set("GroupId", groupId);
            ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
            Optional<ShareGroupDescription> group =
                    cluster.shareGroups().coordinator().describe(groupId, context.nowMs());
            if (misplaced != ErrorCode.NONE) {
                entry.set("ErrorCode", misplaced);
            } else if (group.isEmpty()) {
                entry.set("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)
                        .set("ErrorMessage", cluster.shareGroups().coordinator().missing(groupId));
            } else if (!described.includeAll(topics(group.get()))) {
                entry.set("ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                        .set("ErrorMessage", DescribedTopics.NOT_ALL_OF_GROUP);
            } else {
                fill(entry, group.get());
                if (withOperations) {
                    entry.set("AuthorizedOperations", AllOperations.onGroup(cluster.release()));
                }
            }
        });
        return HandlerAnswer.now(response.build());
    }

    /** The names of the topics that are assigned to the members. */
    private Set<String> topics(ShareGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().stream())
                .flatMap(partition -> cluster.topics().find(partition.topicId()).stream())
                .map(Topic::name)
                .collect(Collectors.toSet());
    }

    private void fill(MessageBuilder entry, ShareGroupDescription group) {
        entry.set("GroupState", group.state())
                .set("GroupEpoch", group.epoch())
                .set("AssignmentEpoch", group.assignmentEpoch())
                .set("AssignorName", ShareGroupDescription.ASSIGNOR)
                .setEach("Members", group.members(), this::fill);
    }

    private void fill(MessageBuilder entry, ShareMember member) {
        Map<UUID, List<Integer>> byTopic = new LinkedHashMap<>();
        for (SharedPartition partition : member.assignment()) {
            byTopic.computeIfAbsent(partition.topicId(), absent -> new ArrayList<>())
                    .add(partition.index());
        }
        byTopic.keySet().removeIf(id -> cluster.topics().find(id).isEmpty());
        entry.set("MemberId", member.memberId())
                .set("RackId", member.rackId())
                .set("MemberEpoch", member.epoch())
                .set("ClientId", member.clientId())
                .set("ClientHost", member.clientHost())
                .set("SubscribedTopicNames", List.copyOf(member.topics()))
                .setStruct(
                        "Assignment",
                        assignment -> assignment.setEach(
                                "TopicPartitions", byTopic.entrySet(), (topicEntry, topic) -> topicEntry
                                        .set("TopicId", topic.getKey())
                                        .set(
                                                "TopicName",
                                                cluster.shareGroups()
                                                        .coordinator()
                                                        .topicName(topic.getKey())
                                                        .orElse(""))
                                        .set("Partitions", topic.getValue())));
    }
}

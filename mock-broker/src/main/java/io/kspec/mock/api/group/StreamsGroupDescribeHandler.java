package io.kspec.mock.api.group;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.streams.StreamsGroupDescription;
import io.kspec.mock.group.streams.StreamsGroupDescription.DescribedMember;
import io.kspec.mock.group.streams.StreamsProfile;
import io.kspec.mock.group.streams.StreamsTopology;
import io.kspec.mock.group.streams.Tasks;
import io.kspec.mock.group.streams.UserEndpoint;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/**
 * StreamsGroupDescribe (KIP-1071).
 *
 * <ul>
 *   <li>v0: the only version that a release answers.
 * </ul>
 */
public final class StreamsGroupDescribeHandler implements ApiHandler {
    private final Cluster cluster;

    public StreamsGroupDescribeHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "StreamsGroupDescribe";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean withOperations = request.getBoolean("IncludeAuthorizedOperations");
        return HandlerAnswer.now(context.response()
                .setEach("Groups", request.getStrings("GroupIds"), (entry, groupId) -> {
                    entry.set("GroupId", groupId);
                    ErrorCode error = groupId.isEmpty()
                            ? ErrorCode.INVALID_GROUP_ID
                            : cluster.coordinators().checkGroup(context.brokerId(), groupId);
                    Optional<StreamsGroupDescription> group = error == ErrorCode.NONE
                            ? cluster.streamsGroups().describe(groupId, context.nowMs())
                            : Optional.empty();
                    if (error != ErrorCode.NONE) {
                        entry.set("ErrorCode", error);
                    } else if (group.isEmpty()) {
                        entry.set("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)
                                .set("ErrorMessage", cluster.streamsGroups().missingText(groupId));
                    } else if (isHidden(group.get(), new StreamsTopicAccess(cluster, context))) {
                        entry.set("ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                                .set("ErrorMessage", "The client may not describe all topics of the application.");
                    } else {
                        fill(entry, group.get());
                        if (withOperations) {
                            entry.set("AuthorizedOperations", AllOperations.onGroup(cluster.release()));
                        }
                    }
                })
                .build());
    }

    private static boolean isHidden(StreamsGroupDescription group, StreamsTopicAccess access) {
        StreamsTopology topology = group.topology();
        return topology != null && !access.mayDescribe(topology);
    }

    private static void fill(MessageBuilder entry, StreamsGroupDescription group) {
        StreamsTopology topology = group.topology();
        entry.set("GroupState", group.state())
                .set("GroupEpoch", group.epoch())
                .set("AssignmentEpoch", group.assignmentEpoch())
                .setEach("Members", group.members(), StreamsGroupDescribeHandler::fill);
        if (topology != null) {
            entry.setStruct("Topology", struct -> StreamsTopologies.fill(struct, topology));
        }
    }

    private static void fill(MessageBuilder entry, DescribedMember member) {
        StreamsProfile profile = member.profile();
        UserEndpoint endpoint = profile.endpoint();
        entry.set("MemberId", member.id())
                .set("MemberEpoch", member.epoch())
                .set("RackId", profile.rackId())
                .set("ClientId", profile.clientId())
                .set("ClientHost", profile.clientHost())
                .set("TopologyEpoch", profile.topologyEpoch())
                .set("ProcessId", profile.processId())
                .setStruct("Assignment", struct -> fill(struct, member.assigned()))
                .setStruct("TargetAssignment", struct -> fill(struct, member.target()));
        StreamsTopologies.fill(entry, "ClientTags", profile.tags());
        if (endpoint != null) {
            entry.setStruct("UserEndpoint", struct -> struct.set("Host", endpoint.host())
                    .set("Port", endpoint.port()));
        }
    }

    private static void fill(MessageBuilder struct, Tasks tasks) {
        StreamsTopologies.fill(struct, "ActiveTasks", tasks.active());
        StreamsTopologies.fill(struct, "StandbyTasks", tasks.standby());
        StreamsTopologies.fill(struct, "WarmupTasks", tasks.warmup());
    }
}

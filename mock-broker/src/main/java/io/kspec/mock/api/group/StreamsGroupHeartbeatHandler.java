package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.streams.EndpointTasks;
import io.kspec.mock.group.streams.GroupStatus;
import io.kspec.mock.group.streams.StreamsHeartbeat;
import io.kspec.mock.group.streams.StreamsHeartbeatResult;
import io.kspec.mock.group.streams.StreamsTopology;
import io.kspec.mock.group.streams.Tasks;
import io.kspec.mock.group.streams.UserEndpoint;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * StreamsGroupHeartbeat (KIP-1071). The internal topics that the application lacks are created after the response.
 *
 * <ul>
 *   <li>v0: the only version that a release answers.
 * </ul>
 */
public final class StreamsGroupHeartbeatHandler implements ApiHandler {
    private final Cluster cluster;

    public StreamsGroupHeartbeatHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "StreamsGroupHeartbeat";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        StreamsTopology topology = StreamsTopologies.read(request);
        String fault = topology == null ? null : InternalTopics.fault(topology);
        if (fault != null) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.STREAMS_INVALID_TOPOLOGY)
                    .set("ErrorMessage", fault)
                    .build());
        }
        StreamsTopicAccess access = new StreamsTopicAccess(cluster, context);
        if (topology != null && !access.mayDescribe(topology)) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.TOPIC_AUTHORIZATION_FAILED)
                    .build());
        }
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), request.getString("GroupId"));
        if (misplaced != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", misplaced).build());
        }
        StreamsHeartbeatResult result =
                cluster.streamsGroups().heartbeat(heartbeat(request, topology, context), context.nowMs());
        List<String> forbidden = access.notToCreate(result.toCreate());
        if (forbidden.isEmpty()) {
            InternalTopics.create(cluster, result.toCreate());
        }
        return HandlerAnswer.now(fill(response, result, forbidden).build());
    }

    private static StreamsHeartbeat heartbeat(
            Message request, @Nullable StreamsTopology topology, RequestContext context) {
        return new StreamsHeartbeat(
                request.getString("GroupId"),
                request.getString("MemberId"),
                request.getInt("MemberEpoch"),
                request.getInt("EndpointInformationEpoch"),
                request.getNullableString("InstanceId"),
                request.getNullableString("RackId"),
                request.getInt("RebalanceTimeoutMs"),
                topology,
                StreamsTopologies.tasks(request, "ActiveTasks"),
                StreamsTopologies.tasks(request, "StandbyTasks"),
                StreamsTopologies.tasks(request, "WarmupTasks"),
                !request.isNull("TaskOffsets") || !request.isNull("TaskEndOffsets"),
                request.getNullableString("ProcessId"),
                endpoint(request),
                request.isNull("ClientTags") ? null : StreamsTopologies.keyValues(request.getStructs("ClientTags")),
                request.getBoolean("ShutdownApplication"),
                context.clientId() == null ? "" : context.clientId(),
                context.clientHost());
    }

    private static @Nullable UserEndpoint endpoint(Message request) {
        if (request.isNull("UserEndpoint")) {
            return null;
        }
        Message endpoint = request.getStruct("UserEndpoint");
        return new UserEndpoint(endpoint.getString("Host"), endpoint.getInt("Port"));
    }

    /**
     * Fills the response.
     *
     * @param forbidden the missing topics that the client may not create; then none is created
     */
    private static MessageBuilder fill(MessageBuilder response, StreamsHeartbeatResult result, List<String> forbidden) {
        response.set("ErrorCode", result.error())
                .set("ErrorMessage", result.message())
                .set("MemberId", result.memberId())
                .set("MemberEpoch", result.memberEpoch())
                .set("HeartbeatIntervalMs", result.heartbeatIntervalMs())
                .set("EndpointInformationEpoch", result.endpointEpoch());
        List<GroupStatus> status = result.status();
        if (status != null) {
            response.setEach("Status", status, (entry, told) -> entry.set(
                            "StatusCode", told.kind().code())
                    .set("StatusDetail", told.detail() + addition(told, forbidden)));
        }
        Tasks tasks = result.tasks();
        if (tasks != null) {
            StreamsTopologies.fill(response, "ActiveTasks", tasks.active());
            StreamsTopologies.fill(response, "StandbyTasks", tasks.standby());
            StreamsTopologies.fill(response, "WarmupTasks", tasks.warmup());
        }
        List<EndpointTasks> endpoints = result.endpoints();
        if (endpoints != null) {
            response.setEach("PartitionsByUserEndpoint", endpoints, (entry, tasksAt) -> {
                entry.setStruct("UserEndpoint", struct -> struct.set(
                                "Host", tasksAt.endpoint().host())
                        .set("Port", tasksAt.endpoint().port()));
                fill(entry, "ActivePartitions", tasksAt.active());
                fill(entry, "StandbyPartitions", tasksAt.standby());
            });
        }
        return response;
    }

    private static String addition(GroupStatus told, List<String> forbidden) {
        return forbidden.isEmpty() || told.kind() != GroupStatus.Kind.MISSING_INTERNAL_TOPICS
                ? ""
                : "; Unauthorized to CREATE on topics " + String.join(", ", forbidden) + ".";
    }

    private static void fill(MessageBuilder entry, String field, List<EndpointTasks.Input> inputs) {
        entry.setEach(field, inputs, (topicEntry, input) -> topicEntry
                .set("Topic", input.topic())
                .set("Partitions", input.partitions()));
    }
}

package io.kspec.mock.group.streams;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a StreamsGroupHeartbeat request.
 *
 * @param error NONE, or why the request was refused; then only {@code message} is meaningful
 * @param message null without an error
 * @param status what the member is told about its group; null for one that leaves
 * @param tasks the tasks of the member; null if they have not changed
 * @param endpoints where tasks of all members are; null if the member knows that
 * @param toCreate the internal topics that are missing
 */
public record StreamsHeartbeatResult(
        ErrorCode error,
        @Nullable String message,
        String memberId,
        int memberEpoch,
        int heartbeatIntervalMs,
        @Nullable List<GroupStatus> status,
        @Nullable Tasks tasks,
        int endpointEpoch,
        @Nullable List<EndpointTasks> endpoints,
        List<InternalTopic> toCreate) {
    public StreamsHeartbeatResult {
        status = status == null ? null : List.copyOf(status);
        endpoints = endpoints == null ? null : List.copyOf(endpoints);
        toCreate = List.copyOf(toCreate);
    }

    static StreamsHeartbeatResult refused(GroupRefusal refusal) {
        return new StreamsHeartbeatResult(refusal.error(), refusal.text(), "", 0, 0, null, null, 0, null, List.of());
    }

    static StreamsHeartbeatResult left(String memberId, int epoch) {
        return new StreamsHeartbeatResult(ErrorCode.NONE, null, memberId, epoch, 0, null, null, 0, null, List.of());
    }
}

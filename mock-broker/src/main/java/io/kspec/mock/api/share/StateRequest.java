package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;

/** A request of a leader to the share coordinator: one result for each partition, in order. */
final class StateRequest {
    private final Cluster cluster;
    private final Message request;
    private final RequestContext context;

    StateRequest(Cluster cluster, Message request, RequestContext context) {
        this.cluster = cluster;
        this.request = request;
        this.context = context;
    }

    /** Does what is asked about a partition. */
    interface Action {
        /** Fills the result, except for the error, which it returns. */
        ErrorCode take(SharePartitionKey key, Message partition, MessageBuilder result);
    }

    HandlerAnswer answer(Action action) {
        String groupId = request.getString("GroupId");
        return HandlerAnswer.now(context.response()
                .setEach("Results", request.getStructs("Topics"), (entry, topic) -> entry.set(
                                "TopicId", topic.getUuid("TopicId"))
                        .setEach("Partitions", topic.getStructs("Partitions"), (result, partition) -> {
                            SharePartitionKey key = new SharePartitionKey(
                                    groupId, topic.getUuid("TopicId"), partition.getInt("Partition"));
                            result.set("Partition", key.partition());
                            ErrorCode error = check(key);
                            error = error == ErrorCode.NONE ? action.take(key, partition, result) : error;
                            result.set("ErrorCode", error);
                        }))
                .build());
    }

    private ErrorCode check(SharePartitionKey key) {
        return key.groupId().isEmpty()
                ? ErrorCode.INVALID_REQUEST
                : cluster.coordinators().checkShare(context.brokerId(), key);
    }
}

package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Optional;

/**
 * AlterPartitionReassignments (KIP-455). A reassignment to brokers that run is complete immediately, because all replicas share
 * their records; one to a stopped broker lasts until that broker starts, and one that is throttled until it no longer is.
 * With a timeout of 0, Kafka times out immediately.
 *
 * <ul>
 *   <li>v1: the client may forbid to change the replication factor (KIP-860).
 * </ul>
 */
public final class AlterPartitionReassignmentsHandler implements ApiHandler {
    private final Cluster cluster;

    public AlterPartitionReassignmentsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AlterPartitionReassignments";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean timesOut = request.getInt("TimeoutMs") <= 0;
        boolean otherFactor = context.version() < 1 || request.getBoolean("AllowReplicationFactorChange");
        List<Message> topics = request.getStructs("Topics");
        MessageBuilder response = context.response()
                .setIfPresent("AllowReplicationFactorChange", otherFactor)
                .set("ErrorCode", timesOut ? ErrorCode.REQUEST_TIMED_OUT : ErrorCode.NONE)
                // Kafka leaves the default in a response without topics.
                .set("ErrorMessage", topics.isEmpty() ? "" : null);
        response.setEach("Responses", topics, (result, asked) -> {
            Optional<Topic> topic = cluster.topics().find(asked.getString("Name"));
            result.set("Name", asked.getString("Name"));
            result.setEach("Partitions", asked.getStructs("Partitions"), (entry, partition) -> {
                entry.set("PartitionIndex", partition.getInt("PartitionIndex")).set("ErrorMessage", null);
                try {
                    if (timesOut) {
                        throw new TopicRefusal(ErrorCode.REQUEST_TIMED_OUT, "");
                    }
                    reassign(topic, partition, otherFactor);
                } catch (TopicRefusal refused) {
                    entry.set("ErrorCode", refused.error()).set("ErrorMessage", refused.shownMessage());
                }
            });
        });
        return HandlerAnswer.now(response.build());
    }

    private void reassign(Optional<Topic> topic, Message asked, boolean otherFactor) {
        int partition = asked.getInt("PartitionIndex");
        if (topic.flatMap(found -> found.partition(partition)).isEmpty()) {
            throw new TopicRefusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no such partition.");
        }
        if (asked.isNull("Replicas")) {
            cluster.controller().cancelReassignment(topic.get(), partition);
        } else {
            cluster.controller().reassign(topic.get(), partition, asked.getInts("Replicas"), otherFactor);
        }
    }
}

package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * DescribeQuorum (KIP-595). Every broker of the mock is a controller too, so all of them vote. The metadata log, which the mock
 * does not have, is as long as the number of changes of its controller.
 *
 * <ul>
 *   <li>v1: timestamps of the voters (KIP-836).
 *   <li>v2: error messages; directory ids of the voters, and where they listen (KIP-853).
 *   <li>A request for anything other than partition 0 of {@code __cluster_metadata} alone is answered
 *       UNKNOWN_TOPIC_OR_PARTITION for each partition.
 * </ul>
 */
public final class DescribeQuorumHandler implements ApiHandler {
    private static final String METADATA_TOPIC = "__cluster_metadata";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private final Cluster cluster;

    public DescribeQuorumHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeQuorum";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean known = isMetadata(request.getStructs("Topics"));
        MessageBuilder response = context.response().setIfPresent("ErrorMessage", "");
        response.setEach("Topics", request.getStructs("Topics"), (result, topic) -> result.set(
                        "TopicName", topic.getString("TopicName"))
                .setEach("Partitions", topic.getStructs("Partitions"), (entry, asked) -> {
                    entry.set("PartitionIndex", asked.getInt("PartitionIndex"));
                    if (known) {
                        describe(entry, context.nowMs());
                    } else {
                        entry.set("ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
                                .setIfPresent("ErrorMessage", "Only the metadata has a quorum.");
                    }
                }));
        if (known && response.has("Nodes")) {
            response.setEach("Nodes", cluster.brokers().all(), (node, broker) -> node.set("NodeId", broker.nodeId())
                    .add("Listeners", listener -> listener.set("Name", CONTROLLER_LISTENER)
                            .set("Host", broker.host())
                            .set("Port", broker.port())));
        }
        return HandlerAnswer.now(response.build());
    }

    private static boolean isMetadata(List<Message> topics) {
        if (topics.size() != 1 || !topics.get(0).getString("TopicName").equals(METADATA_TOPIC)) {
            return false;
        }
        List<Message> partitions = topics.get(0).getStructs("Partitions");
        return partitions.size() == 1 && partitions.get(0).getInt("PartitionIndex") == 0;
    }

    private void describe(MessageBuilder entry, long nowMs) {
        entry.setIfPresent("ErrorMessage", "")
                .set("LeaderId", cluster.controller().nodeId())
                .set("LeaderEpoch", cluster.controller().epoch())
                .set("HighWatermark", cluster.controller().changes())
                .setEach("CurrentVoters", cluster.brokers().all(), (voter, broker) -> describe(voter, broker, nowMs));
    }

    private void describe(MessageBuilder voter, ClusterBroker broker, long nowMs) {
        boolean live = cluster.brokers().isLive(broker.nodeId());
        voter.set("ReplicaId", broker.nodeId())
                .set("LogEndOffset", live ? cluster.controller().changes() : -1)
                .setIfPresent("LastFetchTimestamp", live ? nowMs : -1)
                .setIfPresent("LastCaughtUpTimestamp", live ? nowMs : -1);
    }
}

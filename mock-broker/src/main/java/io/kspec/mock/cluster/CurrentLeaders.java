package io.kspec.mock.cluster;

import io.kspec.mock.topic.Topic;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The leaders that one response tells to a client that asked the wrong broker, in versions that can tell them (KIP-951). */
public final class CurrentLeaders {
    private final Cluster cluster;
    private final String listener;
    private final SortedSet<Integer> told = new TreeSet<>();

    /**
     * @param listener the listener whose clients are told
     */
    public CurrentLeaders(Cluster cluster, String listener) {
        this.cluster = cluster;
        this.listener = listener;
    }

    /** Adds the leader of a partition to its entry in the response. */
    public void tell(MessageBuilder partition, Topic topic, int index) {
        if (partition.has("CurrentLeader")) {
            PartitionRegistration registration = cluster.replicas().of(topic, index);
            told.add(registration.leader());
            partition.setStruct("CurrentLeader", leader -> leader.set("LeaderId", registration.leader())
                    .set("LeaderEpoch", registration.leaderEpoch()));
        }
    }

    /** Adds the addresses of the leaders to the response. */
    public void tellEndpoints(MessageBuilder response) {
        List<ClusterBroker> leaders = told.stream()
                .map(leader -> cluster.brokers().find(leader))
                .flatMap(Optional::stream)
                .toList();
        if (!leaders.isEmpty() && response.has("NodeEndpoints")) {
            response.setEach("NodeEndpoints", leaders, (endpoint, broker) -> endpoint.set("NodeId", broker.nodeId())
                    .set("Host", broker.host())
                    .set("Port", broker.port(listener))
                    .set("Rack", broker.rack()));
        }
    }
}

package io.kspec.mock.cluster;

import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.topic.Topic;

/**
 * Holds back new replicas whose replication is throttled (KIP-73): those of a topic's {@code
 * follower.replication.throttled.replicas} on brokers with a {@code follower.replication.throttled.rate}.
 */
final class ReplicationThrottle {
    private static final String RATE = "follower.replication.throttled.rate";
    private static final String NUMBER = "\\d{1,18}";

    private final BrokerConfigs brokers;

    ReplicationThrottle(BrokerConfigs brokers) {
        this.brokers = brokers;
    }

    /** Whether a new replica would need more than a second for the records of a partition. */
    boolean holds(Topic topic, int partition, int broker) {
        String bytesPerSecond = brokers.value(broker, RATE);
        return bytesPerSecond != null
                && bytesPerSecond.matches(NUMBER)
                && topic.partitions().get(partition).sizeInBytes() > Long.parseLong(bytesPerSecond)
                && topic.configs().throttlesFollower(partition, broker, brokers);
    }
}

package io.kspec.mock.cluster;

import io.kspec.mock.transaction.TransactionSettings;
import java.util.List;

/**
 * A feature of the cluster (KIP-584): which levels the brokers support, and which one is finalized. The mock shows what a cluster
 * of Apache Kafka 4.3.1 does whose {@code group.version} is 0, because it does not answer ConsumerGroupHeartbeat (KIP-848).
 *
 * @param name the feature's name
 * @param lowest the lowest level that is supported, 0 or more
 * @param highest the highest level that is supported
 * @param level the finalized level; 0 if the feature is not finalized
 */
public record ClusterFeature(String name, int lowest, int highest, int level) {
    /** That of 4.3-IV0. */
    private static final int METADATA_VERSION = 30;

    static List<ClusterFeature> all(int transactionVersion) {
        return List.of(
                new ClusterFeature("metadata.version", 7, METADATA_VERSION, METADATA_VERSION),
                new ClusterFeature("group.version", 0, 0, 0),
                new ClusterFeature(
                        TransactionSettings.FEATURE, 0, TransactionSettings.HIGHEST_VERSION, transactionVersion));
    }

    /** Whether the level can be changed: that of {@code transaction.version} alone. */
    public boolean isAdjustable() {
        return name.equals(TransactionSettings.FEATURE);
    }
}

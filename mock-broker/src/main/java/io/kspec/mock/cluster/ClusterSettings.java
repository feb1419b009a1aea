package io.kspec.mock.cluster;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.transaction.TransactionSettings;
import org.apiguardian.api.API;

/**
 * The broker settings that the mock supports.
 *
 * @param autoCreateTopics {@code auto.create.topics.enable}
 * @param defaultPartitions {@code num.partitions}: the default number of partitions of a new topic, 1 or more
 * @param defaultReplicationFactor {@code default.replication.factor}: the default number of replicas of a partition, 1 or
 *     more
 * @param logBytes the number of bytes of records that all logs together may hold; beyond it the oldest records make way, and only
 *     a batch that is larger than it fails with KAFKA_STORAGE_ERROR
 * @param groups the settings of group coordination
 * @param transactions the settings of transactions
 * @param release the release of Apache Kafka that the brokers look like
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ClusterSettings(
        boolean autoCreateTopics,
        int defaultPartitions,
        int defaultReplicationFactor,
        long logBytes,
        GroupSettings groups,
        TransactionSettings transactions,
        BrokerRelease release) {
    /** Kafka's defaults, with at most 512 MiB of records and 1,000 members per group. */
    public static final ClusterSettings DEFAULTS = new ClusterSettings(
            true,
            1,
            1,
            512L << 20,
            GroupSettings.DEFAULTS.withMaxSize(1000),
            TransactionSettings.DEFAULTS,
            BrokerRelease.unrestricted());

    public ClusterSettings {
        if (defaultPartitions < 1 || defaultReplicationFactor < 1 || logBytes < 0) {
            throw new IllegalArgumentException("expected at least 1 partition, 1 replica and 0 bytes of records, found "
                    + defaultPartitions + ", " + defaultReplicationFactor + " and " + logBytes);
        }
    }

    public ClusterSettings withAutoCreateTopics(boolean enabled) {
        return new ClusterSettings(
                enabled, defaultPartitions, defaultReplicationFactor, logBytes, groups, transactions, release);
    }

    public ClusterSettings withDefaultPartitions(int partitions) {
        return new ClusterSettings(
                autoCreateTopics, partitions, defaultReplicationFactor, logBytes, groups, transactions, release);
    }

    public ClusterSettings withGroups(GroupSettings settings) {
        return new ClusterSettings(
                autoCreateTopics,
                defaultPartitions,
                defaultReplicationFactor,
                logBytes,
                settings,
                transactions,
                release);
    }

    public ClusterSettings withLogBytes(long bytes) {
        return new ClusterSettings(
                autoCreateTopics, defaultPartitions, defaultReplicationFactor, bytes, groups, transactions, release);
    }

    public ClusterSettings withTransactions(TransactionSettings settings) {
        return new ClusterSettings(
                autoCreateTopics, defaultPartitions, defaultReplicationFactor, logBytes, groups, settings, release);
    }

    /** These settings with another release; before 4.0, there is no {@code transaction.version} but 0. */
    public ClusterSettings withRelease(BrokerRelease other) {
        TransactionSettings fitting =
                other.feature(TransactionSettings.FEATURE).isPresent() ? transactions : transactions.withVersion(0);
        return new ClusterSettings(
                autoCreateTopics, defaultPartitions, defaultReplicationFactor, logBytes, groups, fitting, other);
    }

    public ClusterSettings withDefaultReplicationFactor(int replicas) {
        return new ClusterSettings(
                autoCreateTopics, defaultPartitions, replicas, logBytes, groups, transactions, release);
    }
}

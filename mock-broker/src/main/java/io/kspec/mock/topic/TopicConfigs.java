package io.kspec.mock.topic;

import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.config.ConfigChange;
import io.kspec.mock.config.ConfigRefusal;
import io.kspec.mock.config.DescribedConfig;
import io.kspec.mock.config.TopicValues;
import io.kspec.mock.log.CleanupConfig;
import io.kspec.mock.log.LogConfig;
import io.kspec.protocol.record.CompressionType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configurations that are set for a topic. Immutable. */
public final class TopicConfigs {
    /** Nothing is set. */
    public static final TopicConfigs DEFAULTS = new TopicConfigs(TopicValues.NONE);

    private static final String THROTTLED = "follower.replication.throttled.replicas";

    private final TopicValues values;

    private TopicConfigs(TopicValues values) {
        this.values = values;
    }

    /**
     * Creates configurations from values by name.
     *
     * @param brokers the configurations that count for what is not set
     * @throws TopicRefusal with INVALID_CONFIG if there is no such configuration, or a value is invalid
     */
    public static TopicConfigs of(Map<String, String> set, BrokerConfigs brokers) {
        try {
            return new TopicConfigs(TopicValues.of(new TreeMap<>(set), brokers));
        } catch (ConfigRefusal refused) {
            throw new TopicRefusal(refused.error(), String.valueOf(refused.getMessage()));
        }
    }

    /**
     * These configurations after changes.
     *
     * @param replace whether values that are not among the changes are removed
     * @throws ConfigRefusal if a change is invalid
     */
    public TopicConfigs with(List<ConfigChange> changes, boolean replace, BrokerConfigs brokers) {
        return new TopicConfigs(values.with(changes, replace, brokers));
    }

    /** The value that is set for the topic, as it was given; null if there is none. */
    public @Nullable String given(String name) {
        return values.given(name);
    }

    /** All configurations, with the values that they have on a broker. */
    public List<DescribedConfig> describe(BrokerConfigs brokers, int nodeId) {
        return values.describe(brokers, nodeId);
    }

    /** Whether replication to a replica may be throttled: {@code follower.replication.throttled.replicas} names it, or all. */
    public boolean throttlesFollower(int partition, int broker, BrokerConfigs brokers) {
        TopicValues.Effective now = values.effective(brokers);
        return now.has(THROTTLED, "*") || now.has(THROTTLED, partition + ":" + broker);
    }

    /** The configurations that affect the topic's logs. */
    LogConfig forLogs(BrokerConfigs brokers) {
        TopicValues.Effective now = values.effective(brokers);
        return new LogConfig(
                now.getInt("max.message.bytes"),
                now.getInt("segment.bytes"),
                now.get("message.timestamp.type").equals("LogAppendTime"),
                now.getLong("message.timestamp.before.max.ms"),
                now.getLong("message.timestamp.after.max.ms"),
                now.getInt("min.insync.replicas"),
                cleanup(now),
                compression(now.get("compression.type")));
    }

    private static @Nullable CompressionType compression(String name) {
        return switch (name) {
            case "producer" -> null;
            case "uncompressed" -> CompressionType.NONE;
            default -> CompressionType.valueOf(name.toUpperCase(Locale.ROOT));
        };
    }

    private static CleanupConfig cleanup(TopicValues.Effective now) {
        return new CleanupConfig(
                now.has("cleanup.policy", "delete"),
                now.has("cleanup.policy", "compact"),
                now.getLong("retention.ms"),
                now.getLong("retention.bytes"),
                now.getLong("segment.ms"),
                now.getLong("delete.retention.ms"),
                now.getLong("min.compaction.lag.ms"),
                Double.parseDouble(now.get("min.cleanable.dirty.ratio")));
    }
}

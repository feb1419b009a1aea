package io.kspec.mock.topic;

import io.kspec.mock.log.CleanupConfig;
import io.kspec.mock.log.LogConfig;
import java.util.HashMap;
import java.util.Map;

/** The configurations of a topic: those that were set, and defaults for the others. Immutable. */
public final class TopicConfigs {
    /** Defaults for all configurations. */
    public static final TopicConfigs DEFAULTS = new TopicConfigs(Map.of());

    private final Map<TopicConfig, String> set;

    private TopicConfigs(Map<TopicConfig, String> set) {
        this.set = set;
    }

    /**
     * Creates configurations from values by name.
     *
     * @throws TopicRefusal with INVALID_CONFIG if there is no such configuration, or a value is invalid
     */
    public static TopicConfigs of(Map<String, String> values) {
        Map<TopicConfig, String> set = new HashMap<>();
        values.forEach((key, value) -> {
            TopicConfig config = TopicConfig.of(key)
                    .orElseThrow(() -> TopicRefusal.invalidConfig("there is no topic config " + key));
            if (!config.type().allows().test(value.trim())) {
                throw TopicRefusal.invalidConfig(
                        key + ": expected " + config.type().expected() + ", found " + value);
            }
            set.put(config, value);
        });
        return new TopicConfigs(set);
    }

    /** The value that was set, or the default. */
    public String get(TopicConfig config) {
        return set.getOrDefault(config, config.defaultValue());
    }

    /** The value of a numeric configuration. */
    public long getLong(TopicConfig config) {
        return Long.parseLong(get(config).trim());
    }

    /** Whether the configuration was set for this topic. */
    public boolean isSet(TopicConfig config) {
        return set.containsKey(config);
    }

    private CleanupConfig cleanup() {
        return new CleanupConfig(
                get(TopicConfig.CLEANUP_POLICY).contains("delete"),
                get(TopicConfig.CLEANUP_POLICY).contains("compact"),
                getLong(named("retention.ms")),
                getLong(named("retention.bytes")),
                getLong(named("segment.ms")),
                getLong(named("delete.retention.ms")),
                getLong(named("min.compaction.lag.ms")),
                getLong(named("max.compaction.lag.ms")),
                Double.parseDouble(get(named("min.cleanable.dirty.ratio"))));
    }

    private static TopicConfig named(String key) {
        return TopicConfig.of(key).orElseThrow();
    }

    /** The configurations that affect the topic's logs. */
    LogConfig forLogs() {
        return new LogConfig(
                (int) getLong(TopicConfig.MAX_MESSAGE_BYTES),
                (int) getLong(TopicConfig.SEGMENT_BYTES),
                get(TopicConfig.MESSAGE_TIMESTAMP_TYPE).trim().equals("LogAppendTime"),
                get(TopicConfig.CLEANUP_POLICY).contains("compact"),
                getLong(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS),
                getLong(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS),
                (int) getLong(TopicConfig.MIN_INSYNC_REPLICAS),
                cleanup(),
                get(TopicConfig.COMPRESSION_TYPE).trim().equals("zstd"));
    }
}

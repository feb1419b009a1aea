package io.kspec.mock.topic;

import java.util.List;
import java.util.Optional;

/**
 * A topic configuration, with its default in Apache Kafka. Only the configurations that have a constant here
 * affect the mock broker, which never compacts or deletes records.
 *
 * @param key the configuration's name: {@code cleanup.policy}
 * @param type the type of its value
 */
public record TopicConfig(String key, String defaultValue, ConfigType type) {
    static final TopicConfig CLEANUP_POLICY =
            new TopicConfig("cleanup.policy", "delete", ConfigType.listOf("compact", "delete"));
    static final TopicConfig COMPRESSION_TYPE = new TopicConfig(
            "compression.type",
            "producer",
            ConfigType.oneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"));
    static final TopicConfig MAX_MESSAGE_BYTES = new TopicConfig("max.message.bytes", "1048588", ConfigType.integer(0));
    static final TopicConfig MESSAGE_TIMESTAMP_AFTER_MAX_MS =
            new TopicConfig("message.timestamp.after.max.ms", "3600000", ConfigType.longInteger(0));
    static final TopicConfig MESSAGE_TIMESTAMP_BEFORE_MAX_MS =
            new TopicConfig("message.timestamp.before.max.ms", "9223372036854775807", ConfigType.longInteger(0));
    static final TopicConfig MESSAGE_TIMESTAMP_TYPE =
            new TopicConfig("message.timestamp.type", "CreateTime", ConfigType.oneOf("CreateTime", "LogAppendTime"));
    static final TopicConfig MIN_INSYNC_REPLICAS = new TopicConfig("min.insync.replicas", "1", ConfigType.integer(1));
    static final TopicConfig SEGMENT_BYTES =
            new TopicConfig("segment.bytes", "1073741824", ConfigType.integer(1024 * 1024));

    /** All topic configurations, sorted by name. */
    public static final List<TopicConfig> ALL = List.of(
            CLEANUP_POLICY,
            new TopicConfig("compression.gzip.level", "-1", ConfigType.integer(-1)),
            new TopicConfig("compression.lz4.level", "9", ConfigType.integer(1)),
            COMPRESSION_TYPE,
            new TopicConfig("compression.zstd.level", "3", ConfigType.integer(Integer.MIN_VALUE)),
            new TopicConfig("delete.retention.ms", "86400000", ConfigType.longInteger(0)),
            new TopicConfig("file.delete.delay.ms", "60000", ConfigType.longInteger(0)),
            new TopicConfig("flush.messages", "9223372036854775807", ConfigType.longInteger(1)),
            new TopicConfig("flush.ms", "9223372036854775807", ConfigType.longInteger(0)),
            new TopicConfig("follower.replication.throttled.replicas", "", ConfigType.any()),
            new TopicConfig("index.interval.bytes", "4096", ConfigType.integer(0)),
            new TopicConfig("leader.replication.throttled.replicas", "", ConfigType.any()),
            new TopicConfig("local.retention.bytes", "-2", ConfigType.longInteger(-2)),
            new TopicConfig("local.retention.ms", "-2", ConfigType.longInteger(-2)),
            new TopicConfig("max.compaction.lag.ms", "9223372036854775807", ConfigType.longInteger(1)),
            MAX_MESSAGE_BYTES,
            MESSAGE_TIMESTAMP_AFTER_MAX_MS,
            MESSAGE_TIMESTAMP_BEFORE_MAX_MS,
            MESSAGE_TIMESTAMP_TYPE,
            new TopicConfig("min.cleanable.dirty.ratio", "0.5", ConfigType.ratio()),
            new TopicConfig("min.compaction.lag.ms", "0", ConfigType.longInteger(0)),
            MIN_INSYNC_REPLICAS,
            new TopicConfig("preallocate", "false", ConfigType.bool()),
            new TopicConfig("remote.log.copy.disable", "false", ConfigType.bool()),
            new TopicConfig("remote.log.delete.on.disable", "false", ConfigType.bool()),
            new TopicConfig("remote.storage.enable", "false", ConfigType.bool()),
            new TopicConfig("retention.bytes", "-1", ConfigType.longInteger(-1)),
            new TopicConfig("retention.ms", "604800000", ConfigType.longInteger(-1)),
            SEGMENT_BYTES,
            new TopicConfig("segment.index.bytes", "10485760", ConfigType.integer(4)),
            new TopicConfig("segment.jitter.ms", "0", ConfigType.longInteger(0)),
            new TopicConfig("segment.ms", "604800000", ConfigType.longInteger(1)),
            new TopicConfig("unclean.leader.election.enable", "false", ConfigType.bool()));

    /** The configuration with a name, or empty if Kafka has no such topic configuration. */
    static Optional<TopicConfig> of(String key) {
        return ALL.stream().filter(config -> config.key.equals(key)).findFirst();
    }
}

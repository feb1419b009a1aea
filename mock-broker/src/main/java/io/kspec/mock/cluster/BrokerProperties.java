package io.kspec.mock.cluster;

import io.kspec.mock.config.ConfigDefinition;
import io.kspec.mock.config.ConfigDefinitions;
import io.kspec.mock.config.ConfigResourceType;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.OffsetSettings;

/** Settings by Kafka's names, as in the file of a broker. */
public final class BrokerProperties {
    private BrokerProperties() {}

    /**
     * Settings with one value changed. A configuration that the mock has no setting for leaves them as they are: topics may
     * inherit it, or it is only described.
     *
     * @throws IllegalArgumentException if Kafka has no such configuration, or the value is invalid
     */
    public static ClusterSettings apply(ClusterSettings settings, String name, String value) {
        ConfigDefinition definition = ConfigDefinitions.find(ConfigResourceType.BROKER, name)
                .orElseThrow(() -> new IllegalArgumentException("Kafka has no broker configuration " + name));
        String fault = definition.fault(value);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        GroupSettings groups = settings.groups();
        OffsetSettings offsets = groups.offsets();
        String text = value.strip();
        return switch (name) {
            case "auto.create.topics.enable" -> settings.withAutoCreateTopics(Boolean.parseBoolean(text));
            case "num.partitions" -> settings.withDefaultPartitions(Integer.parseInt(text));
            case "default.replication.factor" -> settings.withDefaultReplicationFactor(Integer.parseInt(text));
            case "group.min.session.timeout.ms" ->
                settings.withGroups(groups.withSessionTimeoutsMs(Integer.parseInt(text), groups.maxSessionTimeoutMs()));
            case "group.max.session.timeout.ms" ->
                settings.withGroups(groups.withSessionTimeoutsMs(groups.minSessionTimeoutMs(), Integer.parseInt(text)));
            case "group.initial.rebalance.delay.ms" ->
                settings.withGroups(groups.withInitialRebalanceDelayMs(Integer.parseInt(text)));
            case "group.max.size" -> settings.withGroups(groups.withMaxSize(Integer.parseInt(text)));
            case "offset.metadata.max.bytes" ->
                settings.withGroups(groups.withOffsets(offsets.withMetadataMaxBytes(Integer.parseInt(text))));
            case "offsets.retention.minutes" ->
                settings.withGroups(groups.withOffsets(offsets.withRetentionMinutes(Integer.parseInt(text))));
            case "offsets.retention.check.interval.ms" ->
                settings.withGroups(groups.withOffsets(offsets.withRetentionCheckIntervalMs(Long.parseLong(text))));
            default -> settings;
        };
    }
}

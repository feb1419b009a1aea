package io.kspec.mock.cluster;

import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.release.SupportedFeature;
import io.kspec.mock.transaction.TransactionCoordinator;
import io.kspec.mock.transaction.TransactionSettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The features of a cluster (KIP-584): the levels that its brokers support, and those that are finalized. The coordinator of
 * transactions knows the level of {@code transaction.version}.
 */
public final class FeatureTable {
    private final BrokerRelease release;
    private final TransactionCoordinator transactions;
    private final Map<String, Integer> levels = new HashMap<>();
    private long epoch;

    FeatureTable(BrokerRelease release, TransactionCoordinator transactions) {
        this.release = release;
        this.transactions = transactions;
        release.features().forEach(feature -> levels.put(feature.name(), feature.initial()));
    }

    /** How often features have been changed: what a client orders what it is told by. */
    public long epoch() {
        return epoch;
    }

    /** All features that are supported, with their levels, in the order of Apache Kafka's ApiVersions responses. */
    public List<ClusterFeature> supported() {
        return release.features().stream().map(this::current).toList();
    }

    /** The features that are finalized, in the order of Apache Kafka's ApiVersions responses. */
    public List<ClusterFeature> finalized() {
        return supported().stream()
                .filter(feature -> feature.level() > 0)
                .sorted(Comparator.comparingInt(feature -> release.placeOfFinalized(feature.name())))
                .toList();
    }

    /** A feature that is supported. */
    public Optional<ClusterFeature> find(String name) {
        return release.feature(name).map(this::current);
    }

    /** The finalized level of a feature; 0 if it is not finalized, or not known. */
    public int level(String name) {
        return find(name).map(ClusterFeature::level).orElse(0);
    }

    /**
     * Whether the level of a supported feature can be changed. That of {@code metadata.version} cannot be lowered, as in Kafka, if new
     * metadata would be lost, and is the highest in a new cluster; that of {@code kraft.version} can only rise, since Kafka 4.1.
     */
    public boolean canBecome(ClusterFeature feature, int level) {
        return switch (feature.name()) {
            case "metadata.version" -> level == feature.level();
            case "kraft.version" -> level == feature.level() || (level > feature.level() && release.isAtLeast(4, 1));
            default -> true;
        };
    }

    private ClusterFeature current(SupportedFeature feature) {
        int level = feature.name().equals(TransactionSettings.FEATURE)
                ? transactions.version()
                : levels.getOrDefault(feature.name(), 0);
        return new ClusterFeature(feature.name(), feature.lowest(), feature.highest(), level);
    }

    /**
     * Finalizes a level of a feature.
     *
     * @param level a level that is supported; 0 removes the feature from those that are finalized
     */
    public void setLevel(String name, int level) {
        if (level(name) == level) {
            return;
        }
        epoch++;
        if (name.equals(TransactionSettings.FEATURE)) {
            transactions.setVersion(level);
        } else {
            levels.put(name, level);
        }
    }
}

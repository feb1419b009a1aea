package io.kspec.mock.release;

/**
 * A feature that the brokers of a release support (KIP-584).
 *
 * @param name the feature's name: {@code metadata.version}
 * @param lowest the lowest level that is supported, 0 or more
 * @param highest the highest level that is supported
 * @param initial the level that is finalized in a new cluster; 0 if the feature is not finalized
 */
public record SupportedFeature(String name, int lowest, int highest, int initial) {}

package io.kspec.mock.cluster;

/**
 * A feature of a cluster as it is now (KIP-584).
 *
 * @param name the feature's name
 * @param lowest the lowest level that is supported, 0 or more
 * @param highest the highest level that is supported
 * @param level the finalized level; 0 if the feature is not finalized
 */
public record ClusterFeature(String name, int lowest, int highest, int level) {}

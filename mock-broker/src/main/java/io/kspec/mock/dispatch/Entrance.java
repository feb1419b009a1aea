package io.kspec.mock.dispatch;

import io.kspec.mock.listener.ListenerName;

/**
 * Where connections enter the cluster.
 *
 * @param brokerId the node id of the broker that accepts them
 * @param listener the listener
 */
public record Entrance(int brokerId, ListenerName listener) {}

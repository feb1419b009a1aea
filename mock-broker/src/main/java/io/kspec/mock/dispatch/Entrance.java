package io.kspec.mock.dispatch;

/**
 * Where connections enter the cluster.
 *
 * @param brokerId the node id of the broker that accepts them
 * @param listener the listener's name: {@code PLAINTEXT}
 */
public record Entrance(int brokerId, String listener) {
    /** The name of the listener that every broker has. */
    public static final String PLAINTEXT = "PLAINTEXT";
}

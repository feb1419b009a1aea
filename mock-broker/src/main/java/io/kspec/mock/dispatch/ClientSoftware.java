package io.kspec.mock.dispatch;

/**
 * What a client has said of itself on its connection, in an ApiVersions request of version 3 or later (KIP-511).
 *
 * @param name the name of its software
 * @param version the version of its software
 */
public record ClientSoftware(String name, String version) {
    /** What Kafka takes a client for that has said nothing. */
    public static final ClientSoftware UNKNOWN = new ClientSoftware("unknown", "unknown");
}

package io.kspec.mock.telemetry;

/**
 * Metrics that a client pushes.
 *
 * @param subscriptionId the id of the subscription that they answer
 * @param terminating whether the client ends, and this is its last push
 * @param hasKnownCompression whether they are compressed in a way that exists
 * @param isTooLarge whether they exceed {@code telemetry.max.bytes}
 */
public record TelemetryPush(int subscriptionId, boolean terminating, boolean hasKnownCompression, boolean isTooLarge) {}

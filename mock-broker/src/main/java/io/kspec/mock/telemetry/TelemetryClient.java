package io.kspec.mock.telemetry;

import java.util.UUID;

/**
 * A client as a subscription selects it.
 *
 * @param instanceId the id of the instance, which the broker gave it
 * @param clientId the client id; empty if there is none
 * @param softwareName the name in its ApiVersions request; {@code unknown} if it has told none
 * @param softwareVersion the version in its ApiVersions request; {@code unknown} if it has told none
 * @param address the address it connects from: {@code 127.0.0.1}
 */
public record TelemetryClient(
        UUID instanceId, String clientId, String softwareName, String softwareVersion, String address) {}

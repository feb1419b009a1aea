package io.kspec.mock.security;

import io.kspec.mock.security.sasl.SaslServers;
import io.kspec.mock.security.session.AuthenticationSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The security of a cluster by Kafka's names, as in the file of a broker. */
public final class SecurityProperties {
    private static final String MECHANISMS = "sasl.enabled.mechanisms";

    private SecurityProperties() {}

    /**
     * How clients authenticate.
     *
     * @param properties configurations that Kafka has, with valid values
     * @throws IllegalArgumentException if they enable a mechanism that the mock does not implement
     */
    public static AuthenticationSettings authentication(Map<String, String> properties) {
        AuthenticationSettings settings = AuthenticationSettings.DEFAULTS;
        String mechanisms = properties.get(MECHANISMS);
        if (mechanisms != null) {
            List<String> enabled = list(mechanisms);
            enabled.stream()
                    .filter(mechanism -> !SaslServers.MECHANISMS.contains(mechanism))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalArgumentException(
                                MECHANISMS + ": expected some of " + SaslServers.MECHANISMS + ", found " + other);
                    });
            settings = settings.withMechanisms(enabled);
        }
        String reauth = properties.get("connections.max.reauth.ms");
        if (reauth != null) {
            settings = settings.withMaxReauthMs(Long.parseLong(reauth.strip()));
        }
        String delay = properties.get("connection.failed.authentication.delay.ms");
        return delay == null ? settings : settings.withFailureDelayMs(Integer.parseInt(delay.strip()));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}

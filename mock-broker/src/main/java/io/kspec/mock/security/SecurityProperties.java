package io.kspec.mock.security;

import io.kspec.mock.security.acl.AuthorizerSettings;
import io.kspec.mock.security.sasl.SaslServers;
import io.kspec.mock.security.session.AuthenticationSettings;
import io.kspec.mock.security.token.TokenSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The security of a cluster by Kafka's names, as in the file of a broker. */
public final class SecurityProperties {
    private static final String AUTHORIZER = "authorizer.class.name";
    private static final String STANDARD = "org.apache.kafka.metadata.authorizer.StandardAuthorizer";
    private static final String SUPER_USERS = "super.users";
    private static final String ALLOWS_WITHOUT_ACL = "allow.everyone.if.no.acl.found";
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

    /** Whether a configuration is one of those that Kafka's authorizer reads and Kafka itself does not know. */
    public static boolean isOfAuthorizer(String name) {
        return name.equals(SUPER_USERS) || name.equals(ALLOWS_WITHOUT_ACL);
    }

    /**
     * What the authorizer is configured to.
     *
     * @throws IllegalArgumentException if the authorizer is not Kafka's own
     */
    public static AuthorizerSettings authorizer(Map<String, String> properties) {
        String type = properties.getOrDefault(AUTHORIZER, "").strip();
        if (!type.isEmpty() && !type.equals(STANDARD)) {
            throw new IllegalArgumentException(AUTHORIZER + ": expected " + STANDARD + ", found " + type);
        }
        Set<String> superUsers = Arrays.stream(
                        properties.getOrDefault(SUPER_USERS, "").split(";", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new AuthorizerSettings(
                !type.isEmpty(),
                superUsers,
                Boolean.parseBoolean(
                        properties.getOrDefault(ALLOWS_WITHOUT_ACL, "false").strip()));
    }

    /** How delegation tokens are issued. */
    public static TokenSettings tokens(Map<String, String> properties) {
        TokenSettings defaults = TokenSettings.DISABLED;
        return new TokenSettings(
                properties.getOrDefault("delegation.token.secret.key", "").strip(),
                number(properties, "delegation.token.max.lifetime.ms", defaults.maxLifetimeMs()),
                number(properties, "delegation.token.expiry.time.ms", defaults.expiryTimeMs()));
    }

    private static long number(Map<String, String> properties, String name, long otherwise) {
        String value = properties.get(name);
        return value == null ? otherwise : Long.parseLong(value.strip());
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}

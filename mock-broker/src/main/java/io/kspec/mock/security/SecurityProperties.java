package io.kspec.mock.security;

import io.kspec.mock.security.acl.AuthorizerSettings;
import io.kspec.mock.security.sasl.SaslServers;
import io.kspec.mock.security.sasl.TokenRules;
import io.kspec.mock.security.session.AuthenticationSettings;
import io.kspec.mock.security.session.SslPrincipalRules;
import io.kspec.mock.security.token.TokenSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The security of a cluster by Kafka's names, as in the file of a broker. */
public final class SecurityProperties {
    private static final String AUTHORIZER = "authorizer.class.name";
    private static final String STANDARD = "org.apache.kafka.metadata.authorizer.StandardAuthorizer";
    private static final String SUPER_USERS = "super.users";
    private static final String ALLOWS_WITHOUT_ACL = "allow.everyone.if.no.acl.found";
    private static final String MECHANISMS = "sasl.enabled.mechanisms";

    private static final String REAUTH = "connections.max.reauth.ms";
    private static final String PLAIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final Pattern JAAS_USER =
            Pattern.compile("\\buser_(?<name>[^\\s=]+)\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<word>[^\\s;]+))");

    private SecurityProperties() {}

    /**
     * How clients authenticate on a listener.
     *
     * @param properties configurations that Kafka has, with valid values; those of the listener have no prefix but that of
     *     their mechanism, as in {@code plain.sasl.jaas.config}
     * @throws IllegalArgumentException if they enable a mechanism that the mock does not implement, or have rules or users that
     *     cannot be read
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
        String reauth = properties.get(REAUTH);
        if (reauth != null) {
            settings = settings.withMaxReauthMs(Long.parseLong(reauth.strip()));
        }
        for (String mechanism : SaslServers.MECHANISMS) {
            String own = properties.get(prefix(mechanism) + REAUTH);
            settings = own == null ? settings : settings.withMaxReauthMs(mechanism, Long.parseLong(own.strip()));
        }
        String delay = properties.get("connection.failed.authentication.delay.ms");
        settings = delay == null ? settings : settings.withFailureDelayMs(Integer.parseInt(delay.strip()));
        String size = properties.get("sasl.server.max.receive.size");
        settings = size == null ? settings : settings.withMaxReceiveSize(Integer.parseInt(size.strip()));
        String rules = properties.get("ssl.principal.mapping.rules");
        settings = rules == null ? settings : settings.withPrincipals(SslPrincipalRules.parse(rules));
        String users = properties.get(prefix("PLAIN") + "sasl.jaas.config");
        return users == null ? settings : settings.withPasswords(users(users));
    }

    /**
     * Where the keys are that sign the tokens of OAUTHBEARER on a listener; empty if tokens have no signature.
     *
     * @param properties as for {@link #authentication}
     */
    public static Optional<String> keySet(Map<String, String> properties) {
        return ofBearers(properties, "jwks.endpoint.url");
    }

    /**
     * What signed tokens must say on a listener.
     *
     * @param properties as for {@link #authentication}
     */
    public static TokenRules tokenRules(Map<String, String> properties) {
        TokenRules defaults = TokenRules.DEFAULTS;
        return new TokenRules(
                ofBearers(properties, "expected.audience")
                        .map(SecurityProperties::list)
                        .orElse(defaults.audiences()),
                ofBearers(properties, "expected.issuer").orElse(null),
                ofBearers(properties, "clock.skew.seconds")
                        .map(Integer::valueOf)
                        .orElse(defaults.clockSkewSeconds()),
                ofBearers(properties, "sub.claim.name").orElse(defaults.userClaim()));
    }

    /** A configuration of OAUTHBEARER: that of the mechanism on the listener, or that of all. */
    private static Optional<String> ofBearers(Map<String, String> properties, String name) {
        String general = "sasl.oauthbearer." + name;
        String own = properties.get(prefix("OAUTHBEARER") + general);
        return Optional.ofNullable(own == null ? properties.get(general) : own).map(String::strip);
    }

    /** What begins the names of a listener's configurations of a mechanism, after the listener's own prefix. */
    private static String prefix(String mechanism) {
        return mechanism.toLowerCase(Locale.ROOT) + ".";
    }

    /** The users of {@code PlainLoginModule required user_alice="secret";}. */
    private static Map<String, String> users(String jaas) {
        if (!jaas.contains(PLAIN_MODULE)) {
            throw new IllegalArgumentException(
                    "sasl.jaas.config of PLAIN: expected " + PLAIN_MODULE + ", found another login module");
        }
        Map<String, String> users = new HashMap<>();
        Matcher user = JAAS_USER.matcher(jaas);
        while (user.find()) {
            users.put(user.group("name"), user.group("quoted") != null ? user.group("quoted") : user.group("word"));
        }
        return users;
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

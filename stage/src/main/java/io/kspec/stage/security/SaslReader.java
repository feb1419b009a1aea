package io.kspec.stage.security;

import io.kspec.protocol.scram.ScramHash;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the {@code sasl.} properties of a role. */
final class SaslReader {
    static final List<String> NAMES =
            List.of("sasl.mechanism", "sasl.jaas.config", "sasl.oauthbearer.token.endpoint.url");

    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");
    private static final String MODULES = "org.apache.kafka.common.security.";
    private static final String PLAIN = MODULES + "plain.PlainLoginModule";
    private static final String SCRAM = MODULES + "scram.ScramLoginModule";
    private static final String OAUTHBEARER = MODULES + "oauthbearer.OAuthBearerLoginModule";
    private static final String JAAS = "sasl.jaas.config";
    private static final String TOKEN_URL = "sasl.oauthbearer.token.endpoint.url";
    private static final String STRING_CLAIM = "unsecuredLoginStringClaim_";
    private static final String NUMBER_CLAIM = "unsecuredLoginNumberClaim_";
    private static final String LIST_CLAIM = "unsecuredLoginListClaim_";
    private static final String EXTENSION = "unsecuredLoginExtension_";
    private static final String LIFETIME = "unsecuredLoginLifetimeSeconds";
    private static final long DEFAULT_LIFETIME_SECONDS = 3600;

    private final RoleProperties properties;

    SaslReader(RoleProperties properties) {
        this.properties = properties;
    }

    SaslMechanism read() {
        properties.require(
                "sasl.mechanism", "because security.protocol asks for SASL, and kspec does not speak GSSAPI");
        String mechanism = properties.oneOf("sasl.mechanism", "", MECHANISMS);
        if (mechanism.equals("OAUTHBEARER") && properties.has(TOKEN_URL)) {
            return new OAuthBearerMechanism(new FileToken(tokenFile()), Map.of());
        }
        JaasConfig jaas = jaas(mechanism);
        return switch (mechanism) {
            case "PLAIN" -> new PlainMechanism(option(jaas, "username").reveal(), option(jaas, "password"));
            case "OAUTHBEARER" -> unsecured(jaas);
            default -> scram(mechanism.endsWith("512") ? ScramHash.SHA_512 : ScramHash.SHA_256, jaas);
        };
    }

    private ScramMechanism scram(ScramHash hash, JaasConfig jaas) {
        refuseDelegationToken(jaas);
        return new ScramMechanism(hash, option(jaas, "username").reveal(), option(jaas, "password"));
    }

    private Path tokenFile() {
        String url = properties.text(TOKEN_URL, "");
        try {
            return Path.of(URI.create(url));
        } catch (RuntimeException noFile) {
            throw properties.wrong(TOKEN_URL, "file:///PATH, because kspec reads tokens from files only", url);
        }
    }

    private JaasConfig jaas(String mechanism) {
        String module =
                switch (mechanism) {
                    case "PLAIN" -> PLAIN;
                    case "OAUTHBEARER" -> OAUTHBEARER;
                    default -> SCRAM;
                };
        Secret value = properties.require(JAAS, "because sasl.mechanism is " + mechanism);
        try {
            JaasConfig jaas = JaasConfig.parse(value);
            if (!jaas.module().equals(module)) {
                throw properties.wrong(JAAS, module + " for " + mechanism, "another login module");
            }
            return jaas;
        } catch (JaasConfig.Misread e) {
            throw properties.wrong(JAAS, module + " required name=\"value\" ...;", String.valueOf(e.getMessage()));
        }
    }

    private Secret option(JaasConfig jaas, String name) {
        Secret value = jaas.options().get(name);
        if (value == null) {
            throw properties.wrong(JAAS, "the option " + name, "none");
        }
        return value;
    }

    private void refuseDelegationToken(JaasConfig jaas) {
        Secret token = jaas.options().get("tokenauth");
        if (token != null && Boolean.parseBoolean(token.reveal())) {
            throw properties.wrong(JAAS, "a user and a password", "tokenauth, which kspec does not support");
        }
    }

    private OAuthBearerMechanism unsecured(JaasConfig jaas) {
        Map<String, String> claims = new HashMap<>();
        Map<String, String> extensions = new TreeMap<>();
        jaas.options().forEach((name, secret) -> {
            String value = secret.reveal();
            if (name.startsWith(STRING_CLAIM)) {
                claims.put(name.substring(STRING_CLAIM.length()), UnsecuredToken.json(value));
            } else if (name.startsWith(NUMBER_CLAIM)) {
                claims.put(name.substring(NUMBER_CLAIM.length()), number(name, value));
            } else if (name.startsWith(LIST_CLAIM)) {
                claims.put(name.substring(LIST_CLAIM.length()), list(value));
            } else if (name.startsWith(EXTENSION)) {
                extensions.put(name.substring(EXTENSION.length()), value);
            }
        });
        Secret principalClaim = jaas.options().getOrDefault("unsecuredLoginPrincipalClaimName", new Secret("sub"));
        if (!claims.containsKey(principalClaim.reveal())) {
            throw properties.wrong(
                    JAAS, "the option " + STRING_CLAIM + principalClaim.reveal() + ", or " + TOKEN_URL, "neither");
        }
        return new OAuthBearerMechanism(new UnsecuredToken(claims, lifetime(jaas), InstantSource.system()), extensions);
    }

    private long lifetime(JaasConfig jaas) {
        Secret lifetime = jaas.options().get(LIFETIME);
        if (lifetime == null) {
            return DEFAULT_LIFETIME_SECONDS;
        }
        try {
            return Long.parseLong(lifetime.reveal());
        } catch (NumberFormatException e) {
            throw properties.wrong(JAAS, "a whole number as " + LIFETIME, "something else");
        }
    }

    private String number(String name, String value) {
        try {
            return String.valueOf(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw properties.wrong(JAAS, "a number as " + name, "something else");
        }
    }

    /** A list whose first character separates its entries. */
    private static String list(String value) {
        if (value.isEmpty()) {
            return "[]";
        }
        String separator = Pattern.quote(value.substring(0, 1));
        return Arrays.stream(value.substring(1).split(separator, -1))
                .map(UnsecuredToken::json)
                .collect(Collectors.joining(",", "[", "]"));
    }
}

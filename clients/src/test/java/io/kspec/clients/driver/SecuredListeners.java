package io.kspec.clients.driver;

import java.util.HashMap;
import java.util.Map;

/**
 * The listeners of the broker that want a login or TLS, as the environment of the driver names them.
 *
 * @param sasl the address of the listener with SASL, from {@code KSPEC_SASL}
 * @param tls the address of the listener with TLS, from {@code KSPEC_TLS}
 * @param user who logs in, from {@code KSPEC_USER}
 * @param password the user's password, from {@code KSPEC_PASSWORD}
 * @param authority a file with the certificate that the broker's is signed with, in PEM, from {@code KSPEC_CA}
 */
record SecuredListeners(String sasl, String tls, String user, String password, String authority) {
    private static final String MODULES = "org.apache.kafka.common.security.";

    static SecuredListeners ofEnvironment() {
        return new SecuredListeners(
                variable("KSPEC_SASL"),
                variable("KSPEC_TLS"),
                variable("KSPEC_USER"),
                variable("KSPEC_PASSWORD"),
                variable("KSPEC_CA"));
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        JobFailure.unless(value != null, "expected " + name + " in the environment, found none");
        return String.valueOf(value);
    }

    /** The properties of a client that logs in with a password. */
    Map<String, Object> login(String mechanism, String secret) {
        String options = " required username=\"" + user + "\" password=\"" + secret + "\";";
        String module =
                switch (mechanism) {
                    case "PLAIN" -> MODULES + "plain.PlainLoginModule" + options;
                    case "OAUTHBEARER" ->
                        MODULES + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"" + user
                                + "\";";
                    default -> MODULES + "scram.ScramLoginModule" + options;
                };
        return Map.of(
                "bootstrap.servers", sasl,
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", mechanism,
                "sasl.jaas.config", module);
    }

    /** The properties of a client that speaks TLS, and knows who signed the broker's certificate or does not. */
    Map<String, Object> encrypted(boolean knowing) {
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", tls, "security.protocol", "SSL"));
        if (knowing) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", authority);
        }
        return properties;
    }
}

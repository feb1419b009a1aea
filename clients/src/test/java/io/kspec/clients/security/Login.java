package io.kspec.clients.security;

import io.kspec.stage.security.TestKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The properties of a client that logs in. */
final class Login {
    static final String USER = "alice";
    static final String PASSWORD = "s3cret-of-alice";
    private static final String MODULES = "org.apache.kafka.common.security.";

    private final Map<String, Object> properties = new HashMap<>();

    private Login(String protocol) {
        properties.put("security.protocol", protocol);
    }

    static Login without() {
        return new Login("PLAINTEXT");
    }

    static Login tls() {
        return new Login("SSL");
    }

    static Login sasl(String protocol, String mechanism, String password) {
        return new Login(protocol).mechanism(mechanism, module(mechanism, USER, password));
    }

    static Login sasl(String protocol, String mechanism, String user, String password) {
        return new Login(protocol).mechanism(mechanism, module(mechanism, user, password));
    }

    /** A login with a delegation token. */
    static Login token(String id, String hmac) {
        String jaas = MODULES + "scram.ScramLoginModule required username=\"" + id + "\" password=\"" + hmac
                + "\" tokenauth=\"true\";";
        return new Login("SASL_PLAINTEXT").mechanism("SCRAM-SHA-256", jaas);
    }

    /** A login with tokens that a server issues, and that are renewed shortly before they expire. */
    static Login signed(String tokenUrl) {
        return new Login("SASL_PLAINTEXT")
                .mechanism(
                        "OAUTHBEARER",
                        MODULES + "oauthbearer.OAuthBearerLoginModule required clientId=\"" + USER
                                + "\" clientSecret=\"" + PASSWORD + "\";")
                .with("sasl.login.callback.handler.class", MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler")
                .with("sasl.oauthbearer.token.endpoint.url", tokenUrl)
                .with("sasl.login.refresh.window.factor", 0.5)
                .with("sasl.login.refresh.min.period.seconds", (short) 1)
                .with("sasl.login.refresh.buffer.seconds", (short) 1);
    }

    private static String module(String mechanism, String user, String password) {
        String options = " required username=\"" + user + "\" password=\"" + password + "\";";
        return switch (mechanism) {
            case "PLAIN" -> MODULES + "plain.PlainLoginModule" + options;
            case "OAUTHBEARER" ->
                MODULES + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"" + user + "\";";
            default -> MODULES + "scram.ScramLoginModule" + options;
        };
    }

    private Login mechanism(String mechanism, String jaas) {
        return with("sasl.mechanism", mechanism).with("sasl.jaas.config", jaas);
    }

    Login trusting(Path folder) {
        return with(
                        "ssl.truststore.location",
                        TestKeys.copy("trust.jks", folder).toString())
                .with("ssl.truststore.password", TestKeys.PASSWORD);
    }

    Login showing(String key, Path folder) {
        return with("ssl.keystore.type", "PKCS12")
                .with("ssl.keystore.location", TestKeys.copy(key, folder).toString())
                .with("ssl.keystore.password", TestKeys.PASSWORD);
    }

    Login with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** The properties of a client of a broker. */
    Map<String, Object> to(String bootstrap) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return all;
    }

    /** Connects, and asks for the cluster's id. */
    String clusterId(String bootstrap) throws ExecutionException, InterruptedException {
        Map<String, Object> all = to(bootstrap);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        try (Admin admin = Admin.create(all)) {
            return admin.describeCluster().clusterId().get();
        }
    }
}

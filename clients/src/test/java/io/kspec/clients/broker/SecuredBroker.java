package io.kspec.clients.broker;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerBuilder;
import io.kspec.stage.security.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * The brokers that clients play on, configured alike: besides the listener without security, one with all mechanisms of SASL
 * and one with TLS, and an authorizer that allows everything to those who play.
 */
public final class SecuredBroker {
    private static final String OPEN = "PLAINTEXT";
    private static final String SASL = "SASL";
    private static final String TLS = "TLS";
    private static final String USER = "alice";
    private static final String PASSWORD = "s3cret-of-alice";
    private static final String MODULES = "org.apache.kafka.common.security.";

    /** Groups whose members the coordinator assigns partitions to are told when they heartbeat, by default every 5 s. */
    private static final Map<String, String> CONFIGS = Map.ofEntries(
            Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            Map.entry("super.users", "User:ANONYMOUS;User:" + USER),
            Map.entry("delegation.token.secret.key", "key-of-tokens"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER"),
            Map.entry("ssl.keystore.type", "PKCS12"),
            Map.entry("ssl.keystore.password", TestKeys.PASSWORD),
            Map.entry("ssl.key.password", TestKeys.PASSWORD),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.consumer.heartbeat.interval.ms", "200"),
            Map.entry("group.share.min.heartbeat.interval.ms", "100"),
            Map.entry("group.share.heartbeat.interval.ms", "200"));

    private final String keystore;
    private final String authority;

    /**
     * Creates the keys.
     *
     * @param keys the folder that gets the broker's key and the certificate of its authority
     */
    public SecuredBroker(Path keys) {
        keystore = TestKeys.copy("server.p12", keys).toAbsolutePath().toString();
        authority = TestKeys.copy("ca.pem", keys).toAbsolutePath().toString();
    }

    /** Starts a mock broker. */
    public MockBroker mock() throws IOException {
        MockBrokerBuilder builder = MockBroker.builder()
                .listener(OPEN, SecurityProtocol.PLAINTEXT)
                .listener(SASL, SecurityProtocol.SASL_PLAINTEXT)
                .listener(TLS, SecurityProtocol.SSL)
                .user(USER, PASSWORD)
                .brokerConfig("ssl.keystore.location", keystore);
        CONFIGS.forEach(builder::brokerConfig);
        return builder.start();
    }

    /** Where a driver finds a mock broker. */
    public PlayedTarget target(MockBroker mock) {
        return target(mock.bootstrap(OPEN), mock.bootstrap(SASL), mock.bootstrap(TLS));
    }

    /** Starts a release of Apache Kafka. */
    public ReferenceBroker kafka(String release) {
        ReferenceBrokerBuilder builder = ReferenceBroker.of(release)
                .listener(SASL, "SASL_PLAINTEXT")
                .listener(TLS, "SSL")
                .scramUser("SCRAM-SHA-256", USER, PASSWORD)
                .scramUser("SCRAM-SHA-512", USER, PASSWORD)
                .properties(CONFIGS)
                .property("ssl.keystore.location", keystore);
        return builder.properties(modules()).start();
    }

    private static Map<String, String> modules() {
        return Map.of(
                        "plain", "plain.PlainLoginModule required user_" + USER + "=\"" + PASSWORD + "\";",
                        "scram-sha-256", "scram.ScramLoginModule required;",
                        "scram-sha-512", "scram.ScramLoginModule required;",
                        "oauthbearer",
                                "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"broker\";")
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        module -> "listener.name.sasl." + module.getKey() + ".sasl.jaas.config",
                        SecuredBroker::module));
    }

    private static String module(Entry<String, String> module) {
        return MODULES + module.getValue();
    }

    /** Where a driver finds Apache Kafka. */
    public PlayedTarget target(ReferenceBroker kafka) {
        return target(kafka.bootstrap(), kafka.host() + ":" + kafka.port(SASL), kafka.host() + ":" + kafka.port(TLS));
    }

    private PlayedTarget target(String open, String sasl, String tls) {
        return new PlayedTarget(
                open,
                Map.of(
                        "KSPEC_SASL", sasl,
                        "KSPEC_TLS", tls,
                        "KSPEC_USER", USER,
                        "KSPEC_PASSWORD", PASSWORD,
                        "KSPEC_CA", authority));
    }
}

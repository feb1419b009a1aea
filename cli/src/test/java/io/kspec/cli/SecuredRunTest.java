package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.security.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of the whole suite with SCRAM over TLS, as two users: one that may do everything creates and deletes what the other one, who is
 * allowed all operations by ACLs, plays with. It takes minutes, so it runs with {@code -Dkspec.secured.run=true} alone.
 */
@EnabledIfSystemProperty(
        named = "kspec.secured.run",
        matches = "true",
        disabledReason = "takes minutes; -Dkspec.secured.run=true plays it")
@Timeout(1800)
class SecuredRunTest {
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String PASSWORD = "s3cret";
    private static final String LISTENER = "BOTH";

    /** The codes of the types of resources, and the name of all resources of each. */
    private static final Map<Integer, String> RESOURCES =
            new TreeMap<>(Map.of(2, "*", 3, "*", 4, "kafka-cluster", 5, "*", 6, "*", 7, "*"));

    private static final int LITERAL = 3;
    private static final int ALL = 2;
    private static final int ALLOW = 3;

    @TempDir
    private Path folder = Path.of("");

    private Map<String, String> configs() {
        return Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS;User:alice",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.both.scram-sha-512.sasl.jaas.config",
                LOGIN + ";",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                TestKeys.copy("server.p12", folder).toString(),
                "ssl.keystore.password",
                TestKeys.PASSWORD,
                "ssl.key.password",
                TestKeys.PASSWORD);
    }

    @Test
    void theMockIsConformantOverTlsAndSasl() throws IOException {
        MockBrokerBuilder builder = MockBroker.builder()
                .listener("PLAINTEXT", SecurityProtocol.PLAINTEXT)
                .listener(LISTENER, SecurityProtocol.SASL_SSL)
                .user("alice", PASSWORD)
                .user("bob", PASSWORD);
        configs().forEach((name, value) -> {
            if (!name.contains("jaas")) {
                builder.brokerConfig(name, value);
            }
        });
        try (MockBroker mock = builder.start()) {
            allow(Target.parse(mock.bootstrap("PLAINTEXT")));
            assertConformant(mock.bootstrap(LISTENER));
        }
    }

    @Test
    void apacheKafkaIsConformantOverTlsAndSasl() throws IOException {
        try (ReferenceBroker kafka = ReferenceBroker.of(ReferenceReleases.newest())
                .listener(LISTENER, "SASL_SSL")
                .properties(configs())
                .scramUser("SCRAM-SHA-512", "alice", PASSWORD)
                .scramUser("SCRAM-SHA-512", "bob", PASSWORD)
                .start()) {
            allow(new Target(kafka.host(), kafka.port()));
            assertConformant(kafka.host() + ":" + kafka.port(LISTENER));
        }
    }

    /** Allows the user that plays everything. */
    private static void allow(Target target) {
        try (Stage stage = Stage.on(target).open()) {
            Message created = stage.role("administrator")
                    .ask(
                            ClientRequest.of(
                                    "CreateAcls",
                                    body -> body.setEach(
                                            "Creations",
                                            List.copyOf(RESOURCES.entrySet()),
                                            (entry, resource) -> entry.set("ResourceType", resource.getKey())
                                                    .set("ResourceName", resource.getValue())
                                                    .set("ResourcePatternType", LITERAL)
                                                    .set("Principal", "User:bob")
                                                    .set("Host", "*")
                                                    .set("Operation", ALL)
                                                    .set("PermissionType", ALLOW))),
                            3);
            assertThat(created.getStructs("Results"))
                    .hasSameSizeAs(RESOURCES.entrySet())
                    .allMatch(result -> result.getInt("ErrorCode") == ErrorCode.NONE.code());
        }
    }

    private void assertConformant(String bootstrap) throws IOException {
        Path config = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nssl.truststore.location="
                        + TestKeys.copy("trust.jks", folder) + "\nssl.truststore.password=" + TestKeys.PASSWORD
                        + "\nadmin.sasl.jaas.config=" + login("alice") + "\nclient.sasl.jaas.config=" + login("bob")
                        + "\n");
        CommandRun run = CommandRun.of(
                "run",
                "--target",
                bootstrap,
                "--command-config",
                config.toString(),
                "--report",
                folder.resolve("report").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Conformant");
    }

    private static String login(String user) {
        return LOGIN + " username=\"" + user + "\" password=\"" + PASSWORD + "\";";
    }
}

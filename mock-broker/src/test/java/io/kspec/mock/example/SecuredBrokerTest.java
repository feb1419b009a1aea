package io.kspec.mock.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.listener.SecurityProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredBrokerTest {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"secret\";";

    @TempDir
    private Path folder = Path.of("");

    /** With {@code keytool}, as a developer would make it. */
    private String keystore() throws IOException, InterruptedException {
        String keystore = folder.resolve("server.p12").toString();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore,
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return keystore;
    }

    @Test
    void aListenerHasTlsAndLogins() throws IOException, InterruptedException {
        String keystore = keystore();
        MockBroker kafka = MockBroker.builder()
                .listener("EXTERNAL", SecurityProtocol.SASL_SSL)
                .listener("INTERNAL", SecurityProtocol.PLAINTEXT)
                .user("alice", "secret")
                .brokerConfig("ssl.keystore.location", keystore)
                .brokerConfig("ssl.keystore.type", "PKCS12")
                .brokerConfig("ssl.keystore.password", "changeit")
                .start();
        String external = kafka.bootstrap("EXTERNAL");
        try (kafka;
                Orders orders = new Orders(kafka.bootstrap("INTERNAL"))) {
            assertThat(external).isNotEqualTo(kafka.bootstrap("INTERNAL"));
            assertThat(orders.send("one")).isEmpty();
        }
    }

    @Test
    void usersMayDoWhatAclsAllow() throws IOException {
        MockBroker kafka = MockBroker.builder()
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .user("root", "secret")
                .user("alice", "secret")
                .brokerConfig("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .brokerConfig("super.users", "User:root")
                .start();
        try (kafka;
                Admin root = admin(kafka, "root");
                Admin alice = admin(kafka, "alice")) {
            List<NewTopic> orders = List.of(new NewTopic("orders", 1, (short) 1));
            assertThatThrownBy(() -> alice.createTopics(orders).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatCode(() -> root.createTopics(orders).all().get()).doesNotThrowAnyException();
        }
    }

    private static Admin admin(MockBroker kafka, String user) {
        return Admin.create(Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(user)));
    }
}

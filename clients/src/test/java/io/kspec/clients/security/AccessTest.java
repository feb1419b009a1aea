package io.kspec.clients.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.listener.SecurityProtocol;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.DelegationTokenAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.token.delegation.DelegationToken;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's Java clients are allowed and denied, and administer ACLs, SCRAM credentials and delegation tokens. */
@Timeout(120)
class AccessTest {
    private MockBroker broker;
    private Admin root;

    @BeforeEach
    void start() throws Exception {
        broker = MockBroker.builder()
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .user(Login.USER, Login.PASSWORD)
                .user("root", "of-root")
                .topic("orders", 1)
                .topic("hidden", 1)
                .brokerConfig("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .brokerConfig("super.users", "User:root")
                .brokerConfig("delegation.token.secret.key", "key")
                .brokerConfig("connection.failed.authentication.delay.ms", "0")
                .start();
        root = Admin.create(
                Login.sasl("SASL_PLAINTEXT", "PLAIN", "root", "of-root").to(broker.bootstrap()));
    }

    @AfterEach
    void stop() {
        root.close();
        broker.close();
    }

    private static AclBinding allow(ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + Login.USER, "*", operation, AclPermissionType.ALLOW));
    }

    private Login alice() {
        return Login.sasl("SASL_PLAINTEXT", "PLAIN", Login.PASSWORD);
    }

    private void produce(Login login, String topic) throws Exception {
        Map<String, Object> properties = login.with("enable.idempotence", false).to(broker.bootstrap());
        try (Producer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "one")).get();
        }
    }

    @Test
    void aProducerIsDeniedUntilAnAclAllowsIt() throws Exception {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> produce(alice(), "orders"))
                .withCauseInstanceOf(TopicAuthorizationException.class);

        AclBinding acl = allow(ResourceType.TOPIC, "orders", AclOperation.WRITE);
        root.createAcls(List.of(acl)).all().get();
        produce(alice(), "orders");

        assertThat(root.describeAcls(AclBindingFilter.ANY).values().get()).containsExactly(acl);
        assertThat(root.deleteAcls(List.of(AclBindingFilter.ANY)).all().get()).containsExactly(acl);
        assertThat(root.describeAcls(AclBindingFilter.ANY).values().get()).isEmpty();
    }

    @Test
    void aClientSeesTheTopicsThatItMayDescribe() throws Exception {
        root.createAcls(List.of(allow(ResourceType.TOPIC, "orders", AclOperation.READ)))
                .all()
                .get();
        try (Admin admin = Admin.create(alice().to(broker.bootstrap()))) {
            assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("orders"));
        }
        assertThat(root.listTopics().names().get()).isEqualTo(Set.of("orders", "hidden"));
    }

    @Test
    void aCredentialThatIsCreatedLogsInAndOneThatIsDeletedDoesNot() throws Exception {
        root.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "carol", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192), "of-carol")))
                .all()
                .get();
        Login carol = Login.sasl("SASL_PLAINTEXT", "SCRAM-SHA-256", "carol", "of-carol");

        assertThat(carol.clusterId(broker.bootstrap())).isNotNull();
        assertThat(root.describeUserScramCredentials()
                        .description("carol")
                        .get()
                        .credentialInfos())
                .containsExactly(new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192));

        root.alterUserScramCredentials(List.of(new UserScramCredentialDeletion("carol", ScramMechanism.SCRAM_SHA_256)))
                .all()
                .get();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> carol.clusterId(broker.bootstrap()))
                .withCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void aTokenLogsInForItsOwner() throws Exception {
        DelegationToken token;
        try (Admin admin = Admin.create(alice().to(broker.bootstrap()))) {
            token = admin.createDelegationToken().delegationToken().get();
            assertThat(admin.describeDelegationToken().delegationTokens().get()).containsExactly(token);
            assertThat(admin.renewDelegationToken(token.hmac())
                            .expiryTimestamp()
                            .get())
                    .isGreaterThanOrEqualTo(token.tokenInfo().expiryTimestamp());
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> admin.createDelegationToken(
                                    new CreateDelegationTokenOptions().owner(new KafkaPrincipal("User", "root")))
                            .delegationToken()
                            .get())
                    .withCauseInstanceOf(DelegationTokenAuthorizationException.class);
        }
        root.createAcls(List.of(allow(ResourceType.TOPIC, "orders", AclOperation.WRITE)))
                .all()
                .get();
        Login byToken =
                Login.token(token.tokenInfo().tokenId(), Base64.getEncoder().encodeToString(token.hmac()));

        produce(byToken, "orders");

        try (Admin admin = Admin.create(alice().to(broker.bootstrap()))) {
            assertThat(admin.expireDelegationToken(token.hmac())
                            .expiryTimestamp()
                            .get())
                    .isNegative();
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> byToken.clusterId(broker.bootstrap()))
                .withCauseInstanceOf(SaslAuthenticationException.class);
    }
}

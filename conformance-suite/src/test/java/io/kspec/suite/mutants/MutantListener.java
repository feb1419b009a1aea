package io.kspec.suite.mutants;

import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.PlainMechanism;
import io.kspec.stage.security.Secret;
import io.kspec.stage.security.SecuritySettings;

/** What clients of a mock broker have to prove, and what protects it. */
public enum MutantListener {
    /** Nothing. */
    OPEN,
    /** Clients log in; ACLs are enforced for all but the user of the run, who may also have delegation tokens. */
    SECURED,
    /** As before, and sessions are short (KIP-368). */
    SHORT_SESSIONS;

    /** The user of the run. */
    public static final String USER = "root";

    public static final String PASSWORD = "of-root";
    private static final int SESSION_MS = 1500;

    /** Sets up a mock broker. */
    public void secure(MockBrokerBuilder builder) {
        if (this == OPEN) {
            return;
        }
        builder.listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .user(USER, PASSWORD)
                .brokerConfig("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .brokerConfig("super.users", "User:" + USER)
                .brokerConfig("delegation.token.secret.key", "key")
                .brokerConfig("connection.failed.authentication.delay.ms", "0");
        if (this == SHORT_SESSIONS) {
            builder.brokerConfig("connections.max.reauth.ms", String.valueOf(SESSION_MS));
        }
    }

    /** The settings of clients that log in. */
    public ConnectionSettings logIn(ConnectionSettings settings) {
        return this == OPEN
                ? settings
                : settings.withSecurity(SecuritySettings.ofEveryRole(
                        new ListenerSecurity(null, new PlainMechanism(USER, new Secret(PASSWORD)))));
    }
}

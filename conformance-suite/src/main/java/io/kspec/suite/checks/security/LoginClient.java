package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.Reception;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.SaslRequests;
import io.kspec.stage.security.AuthenticationException;
import io.kspec.stage.security.SaslDialogue;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Refusal;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A client that logs in step by step, over a connection that is not authenticated yet. */
final class LoginClient {
    static final String ERROR = "ErrorCode";
    private static final Versions FRAMED = Versions.parse("1+");

    private final Case test;
    private final Connection connection;

    /**
     * A client with a connection of its own.
     *
     * @param role a name that no other role of the case has
     */
    LoginClient(Case test, String role) {
        this.test = test;
        this.connection = test.stage().role(role, null).connection();
    }

    /**
     * The mechanism and the credentials that the run was given.
     *
     * @throws TestAbortedException if there are none
     */
    static SaslMechanism demandSasl(Case test) {
        SaslMechanism configured = test.stage().settings().security().client().sasl();
        if (configured == null) {
            throw new TestAbortedException("needs a listener with SASL, and credentials for it: see --command-config");
        }
        return configured;
    }

    /**
     * Demands a listener without SASL.
     *
     * @throws TestAbortedException if it is another one
     */
    static void demandNoSasl(Case test) {
        if (test.stage().settings().security().client().sasl() != null) {
            throw new TestAbortedException("needs a listener without SASL");
        }
    }

    Connection connection() {
        return connection;
    }

    /** Chooses a mechanism. */
    Answer shakeHands(String mechanism) {
        return test.ask(connection, SaslRequests.handshake(mechanism));
    }

    /** Chooses a mechanism whose tokens come in requests. */
    void shakeHandsFramed(String mechanism) {
        test.limit("SaslHandshake", FRAMED);
        shakeHands(mechanism).expectError(ERROR, ErrorCode.NONE);
    }

    /** Sends a token that the mechanism does not have, and takes an error or the end of the connection for an answer. */
    void sendGarbage(Bytes token) {
        try {
            Answer answer = send(token);
            // OAUTHBEARER says in a token what is wrong, and waits for an acknowledgement.
            boolean more =
                    answer.number(ERROR) == ErrorCode.NONE.code() && !((Bytes) answer.get("AuthBytes")).isEmpty();
            if (!more) {
                answer.expectAnyError(ERROR);
            }
        } catch (ConnectionClosed closed) {
            return;
        }
    }

    /** Sends the first token of a mechanism that was not chosen, and takes an error or the end of the connection. */
    void sendFirstTokenOf(SaslMechanism mechanism) {
        try {
            send(mechanism.begin().first()).expectAnyError(ERROR);
        } catch (ConnectionClosed closed) {
            return;
        } catch (AuthenticationException e) {
            throw new TestAbortedException(mechanism.name() + " cannot be begun: " + e.getMessage());
        }
    }

    /** Sends a token in a request. */
    Answer send(Bytes token) {
        return Answer.of(
                connection.exchangeSecretly(SaslRequests.authenticate(token), test.version("SaslAuthenticate")));
    }

    /** Logs in as far as the broker lets it, and returns the last answer, which accepts or refuses. */
    Answer logIn(SaslMechanism mechanism) {
        shakeHandsFramed(mechanism.name());
        try {
            SaslDialogue dialogue = mechanism.begin();
            Answer answer = send(dialogue.first());
            while (answer.number(ERROR) == ErrorCode.NONE.code()) {
                Optional<Bytes> next = next(dialogue, answer, mechanism);
                if (next.isEmpty()) {
                    return answer;
                }
                answer = send(next.get());
            }
            return answer;
        } catch (AuthenticationException e) {
            throw new TestAbortedException(mechanism.name() + " cannot be begun: " + e.getMessage());
        }
    }

    private static Optional<Bytes> next(SaslDialogue dialogue, Answer answer, SaslMechanism mechanism) {
        try {
            return dialogue.next((Bytes) answer.get("AuthBytes"));
        } catch (AuthenticationException e) {
            throw answer.failure("AuthBytes", "a token of " + mechanism.name(), String.valueOf(e.getMessage()));
        }
    }

    /** Expects that requests are answered. */
    void expectServed() {
        Answer unused = test.ask(connection, MetadataRequests.noTopics());
    }

    /**
     * Expects that a request is not answered, because the client is not authenticated.
     *
     * @param after what came before, for the failure message
     */
    void expectUnserved(String after) {
        try {
            int unused = connection.send(MetadataRequests.noTopics(), test.version("Metadata"));
        } catch (ConnectionClosed closed) {
            return;
        }
        Reception reception = connection.receiveFrame(test.stage().settings().readTimeout());
        if (reception instanceof Reception.Frame || reception instanceof Reception.ImpossibleSize) {
            throw new CheckFailure("no answer to Metadata after " + after, Refusal.describe(reception), null);
        }
    }
}

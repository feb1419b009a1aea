package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Reception;
import io.kspec.stage.requests.SaslRequests;
import io.kspec.stage.security.AuthenticationException;
import io.kspec.stage.security.SaslDialogue;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Refusal;
import java.util.List;
import java.util.Optional;

/** Checks of SaslHandshake. */
class SaslHandshakeChecks {
    private static final String ERROR = LoginClient.ERROR;
    private static final String MECHANISMS = "Mechanisms";
    /** How many of the mechanisms that are listed are tried. */
    private static final int MOST_MECHANISMS = 10;

    private static final String NO_MECHANISM = "KSPEC-NO-SUCH-MECHANISM";

    @ConformanceTest(
            id = "sasl-handshake.unknown-mechanism-refused",
            api = "SaslHandshake",
            requirement = "On a listener with SASL, a mechanism that is not enabled is rejected with"
                    + " UNSUPPORTED_SASL_MECHANISM, and the response lists those that are.",
            source = "KIP-43; measured on Apache Kafka",
            why = "Clients print the list, as Java's \"Client SASL mechanism 'X' not enabled in the server, enabled"
                    + " mechanisms are [PLAIN]\"; without it, an operator can only guess.")
    void anUnknownMechanismIsRejectedWithTheKnownOnes(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        Answer answer = new LoginClient(test, "stranger").shakeHands(NO_MECHANISM);
        answer.expectError(ERROR, ErrorCode.UNSUPPORTED_SASL_MECHANISM);
        expectOffered(answer, configured);
    }

    @ConformanceTest(
            id = "sasl-handshake.enabled-mechanism-accepted",
            api = "SaslHandshake",
            requirement = "On a listener with SASL, a mechanism that is enabled is accepted, and the response lists all"
                    + " that are, and no others.",
            source = "KIP-43; measured on Apache Kafka",
            why = "The client sends its first token next, or else gives up.")
    void anEnabledMechanismIsAccepted(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        Answer answer = new LoginClient(test, "newcomer").shakeHands(configured.name());
        answer.expectError(ERROR, ErrorCode.NONE);
        expectOffered(answer, configured);
        answer.list(MECHANISMS).stream().limit(MOST_MECHANISMS).forEach(listed -> new LoginClient(test, "for " + listed)
                .shakeHands((String) listed)
                .expectError(ERROR, ErrorCode.NONE));
    }

    private static void expectOffered(Answer answer, SaslMechanism configured) {
        List<?> offered = answer.list(MECHANISMS);
        answer.expect(
                offered.contains(configured.name()), MECHANISMS, configured.name() + " in " + MECHANISMS, offered);
    }

    @ConformanceTest(
            id = "sasl-handshake.bare-tokens-accepted",
            api = "SaslHandshake",
            versions = "0",
            needs = {"Metadata"},
            requirement =
                    "After SaslHandshake v0, tokens come and go without a header, each after its size, and requests"
                            + " are answered once the client is authenticated.",
            source = "KIP-43, KIP-152",
            why = "Clients older than KIP-152, and some that never learned of it, log in this way.")
    void tokensFollowWithoutHeader(Case test) throws AuthenticationException {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "old client");
        client.shakeHands(configured.name()).expectError(ERROR, ErrorCode.NONE);
        SaslDialogue dialogue = configured.begin();
        Optional<Bytes> token = Optional.of(dialogue.first());
        while (token.isPresent()) {
            client.connection().sendSecretFrame(token.get());
            Reception reception =
                    client.connection().receiveToken(test.stage().settings().readTimeout());
            if (!(reception instanceof Reception.Frame came)) {
                throw new CheckFailure(
                        "an answer to a token of " + configured.name(), Refusal.describe(reception), null);
            }
            token = dialogue.next(came.frame());
        }
        client.expectServed();
    }

    @ConformanceTest(
            id = "sasl-handshake.refused-without-sasl",
            api = "SaslHandshake",
            level = Level.SHOULD,
            requirement = "On a listener without SASL, SaslHandshake is rejected with ILLEGAL_SASL_STATE.",
            source = "measured on Apache Kafka",
            why =
                    "A client that is configured for SASL reports a wrong security.protocol, instead of waiting for tokens.")
    void aListenerWithoutSaslRejectsTheHandshake(Case test) {
        LoginClient.demandNoSasl(test);
        test.ask(SaslRequests.handshake("PLAIN")).expectError(ERROR, ErrorCode.ILLEGAL_SASL_STATE);
    }
}

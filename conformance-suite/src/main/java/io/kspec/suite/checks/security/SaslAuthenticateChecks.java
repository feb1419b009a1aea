package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.SaslRequests;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.nio.charset.StandardCharsets;

/** Checks of SaslAuthenticate: who is let in, and who is not. */
class SaslAuthenticateChecks {
    private static final String ERROR = LoginClient.ERROR;
    private static final Bytes GARBAGE = Bytes.wrap("kspec, not a token".getBytes(StandardCharsets.UTF_8));

    @ConformanceTest(
            id = "sasl-authenticate.right-secret-accepted",
            api = "SaslAuthenticate",
            needs = {"SaslHandshake", "Metadata"},
            requirement =
                    "A client that knows the secret is authenticated by the tokens of its mechanism, for 0 milliseconds"
                            + " or more from version 1 on, and its requests are answered.",
            source = "KIP-152, KIP-368; RFC 4616, RFC 5802, RFC 7628",
            why = "No client gets further than this.")
    void whoKnowsTheSecretIsLetIn(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "newcomer");
        Answer login = client.logIn(configured).expectError(ERROR, ErrorCode.NONE);
        if (login.has(Sessions.LIFETIME)) {
            login.expect(Sessions.LIFETIME, "is 0 or more", lifetime -> ((Number) lifetime).longValue() >= 0);
        }
        client.expectServed();
    }

    @ConformanceTest(
            id = "sasl-authenticate.wrong-secret-refused",
            api = "SaslAuthenticate",
            needs = {"SaslHandshake"},
            requirement = "A wrong secret is rejected with SASL_AUTHENTICATION_FAILED.",
            source = "KIP-152; measured on Apache Kafka",
            why = "On this error clients stop and tell the operator; on a closed connection they try again for ever.")
    void aWrongSecretIsRejected(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        new LoginClient(test, "intruder")
                .logIn(configured.withWrongSecret())
                .expectError(ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED);
    }

    @ConformanceTest(
            id = "sasl-authenticate.unknown-user-refused",
            api = "SaslAuthenticate",
            needs = {"SaslHandshake"},
            requirement =
                    "A user that does not exist is rejected as a wrong secret is, with the same error and the same"
                            + " message.",
            source = "measured on Apache Kafka",
            why = "Otherwise anybody learns which users exist.",
            level = Level.SHOULD)
    void anUnknownUserIsRejectedLikeAWrongSecret(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        Answer wrong = new LoginClient(test, "intruder").logIn(configured.withWrongSecret());
        Answer unknown = new LoginClient(test, "stranger").logIn(configured.asStranger());
        unknown.expectError(ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED)
                .expect("ErrorMessage", wrong.find("ErrorMessage").orElse(null));
    }

    @ConformanceTest(
            id = "sasl-authenticate.refused-client-unserved",
            api = "SaslAuthenticate",
            needs = {"SaslHandshake", "Metadata"},
            requirement = "After a wrong secret, no further request on the connection is answered.",
            source = "KIP-152; measured on Apache Kafka",
            why = "Whoever ignores the error would get in.")
    void afterAWrongSecretNothingIsServed(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "intruder");
        client.logIn(configured.withWrongSecret()).expectAnyError(ERROR);
        client.expectUnserved("a wrong secret");
    }

    @ConformanceTest(
            id = "sasl-authenticate.garbage-refused",
            api = "SaslAuthenticate",
            profile = "security",
            hostile = true,
            needs = {"SaslHandshake", "Metadata"},
            requirement = "A token that the mechanism does not have is rejected with an error, or by closing the"
                    + " connection, and lets nobody in.",
            source = "measured on Apache Kafka",
            why = "Port scanners and clients of another mechanism send it.")
    void aTokenThatIsNoneIsRejected(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        for (Bytes garbage : new Bytes[] {GARBAGE, Bytes.EMPTY, Bytes.copyOf(new byte[64])}) {
            LoginClient client = new LoginClient(test, "scanner of " + garbage.size() + " bytes");
            client.shakeHandsFramed(configured.name());
            client.sendGarbage(garbage);
            client.expectUnserved("a token of " + garbage.size() + " bytes that is none");
        }
    }

    @ConformanceTest(
            id = "sasl-authenticate.before-handshake-refused",
            api = "SaslAuthenticate",
            profile = "security",
            hostile = true,
            needs = {"Metadata"},
            requirement = "On a listener with SASL, a token before SaslHandshake lets nobody in: it is rejected with an"
                    + " error, or by closing the connection.",
            source = "measured on Apache Kafka",
            why = "The broker does not know the mechanism yet.")
    void aTokenBeforeTheHandshakeIsRejected(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "hasty client");
        client.sendFirstTokenOf(configured);
        client.expectUnserved("a token before SaslHandshake");
    }

    @ConformanceTest(
            id = "sasl-authenticate.refused-without-sasl",
            api = "SaslAuthenticate",
            level = Level.SHOULD,
            requirement = "On a listener without SASL, SaslAuthenticate is rejected with ILLEGAL_SASL_STATE.",
            source = "measured on Apache Kafka",
            why = "A client must not believe that it is authenticated.")
    void aListenerWithoutSaslRejectsTokens(Case test) {
        LoginClient.demandNoSasl(test);
        test.ask(SaslRequests.authenticate(GARBAGE)).expectError(ERROR, ErrorCode.ILLEGAL_SASL_STATE);
    }

    @ConformanceTest(
            id = "sasl-authenticate.after-login-refused",
            api = "SaslAuthenticate",
            needs = {"SaslHandshake", "Metadata"},
            level = Level.SHOULD,
            requirement = "A token of an authenticated client is rejected with ILLEGAL_SASL_STATE unless SaslHandshake"
                    + " comes before it, and the client stays authenticated.",
            source = "KIP-368; measured on Apache Kafka",
            why = "A login is repeated only as a whole.")
    void aTokenAfterTheLoginIsRejected(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "newcomer");
        client.logIn(configured).expectError(ERROR, ErrorCode.NONE);
        client.send(GARBAGE).expectError(ERROR, ErrorCode.ILLEGAL_SASL_STATE);
        client.expectServed();
    }

    @ConformanceTest(
            id = "sasl-authenticate.login-repeated",
            api = "SaslAuthenticate",
            versions = "1+",
            needs = {"SaslHandshake", "Metadata"},
            requirement = "Where the response to a login limits the session, the client can log in again over the same"
                    + " connection, and the session is prolonged.",
            source = "KIP-368",
            why = "Java clients do so before the session ends; else, each of their connections breaks at its end.")
    void aLoginIsRepeated(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "newcomer");
        Sessions.demandLimit(client.logIn(configured).expectError(ERROR, ErrorCode.NONE));
        client.logIn(configured)
                .expectError(ERROR, ErrorCode.NONE)
                .expect(Sessions.LIFETIME, "is more than 0", lifetime -> ((Number) lifetime).longValue() > 0);
        client.expectServed();
    }

    @ConformanceTest(
            id = "sasl-authenticate.session-ends",
            api = "SaslAuthenticate",
            versions = "1+",
            needs = {"SaslHandshake", "Metadata"},
            requirement = "Once the time is over that the response to a login gave the session, no request is answered"
                    + " unless the client logs in again.",
            source = "KIP-368",
            why = "A user whose credentials were withdrawn would stay connected.")
    void aSessionEnds(Case test) {
        SaslMechanism configured = LoginClient.demandSasl(test);
        LoginClient client = new LoginClient(test, "newcomer");
        Answer login = client.logIn(configured).expectError(ERROR, ErrorCode.NONE);
        Sessions.awaitEnd(login);
        client.expectUnserved("the end of the session");
    }

    @ConformanceTest(
            id = "sasl-authenticate.principal-stays",
            api = "SaslAuthenticate",
            versions = "1+",
            needs = {"SaslHandshake", "Metadata", "AlterUserScramCredentials"},
            requirement = "A login that is repeated by another user is rejected with SASL_AUTHENTICATION_FAILED.",
            source = "KIP-368; measured on Apache Kafka",
            why = "What was allowed to one user would go on for another.")
    void aRepeatedLoginKeepsItsPrincipal(Case test) {
        LoginClient.demandSasl(test);
        try (ScramUser first = ScramUser.create(test);
                ScramUser second = ScramUser.create(test)) {
            first.awaitLogin();
            second.awaitLogin();
            LoginClient client = new LoginClient(test, "newcomer");
            Sessions.demandLimit(client.logIn(first.login()).expectError(ERROR, ErrorCode.NONE));
            client.logIn(second.login()).expectError(ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED);
        }
    }
}

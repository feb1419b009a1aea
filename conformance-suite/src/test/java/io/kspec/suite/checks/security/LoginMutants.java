package io.kspec.suite.checks.security;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.MutantListener.SECURED;
import static io.kspec.suite.mutants.MutantListener.SHORT_SESSIONS;

import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantListener;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brokers that let in whom they should not, or do not let in whom they should. */
final class LoginMutants implements AreaMutants {
    private static final String HANDSHAKE = "SaslHandshake";
    private static final String AUTHENTICATE = "SaslAuthenticate";
    private static final String ERROR = "ErrorCode";
    private static final String TOKEN = "AuthBytes";
    private static final Bytes RIGHT = token(MutantListener.USER, MutantListener.PASSWORD);
    private static final Bytes GARBAGE = text("kspec, not a token");
    private static final String NO_MECHANISM = "KSPEC-NO-SUCH-MECHANISM";

    private static final List<Mutant> ALL = List.of(
            invented("K600", "the enabled mechanisms are not listed to who asks for another one")
                    .behind(SECURED)
                    .by(request(HANDSHAKE)
                            .where("Mechanism", NO_MECHANISM)
                            .willReturn(asKafka().with("Mechanisms", List.of())))
                    .failing("sasl-handshake.unknown-mechanism-refused", HANDSHAKE, "0-1")
                    .blaming("Mechanisms")
                    .saying("expected PLAIN in Mechanisms"),
            invented("K600b", "a mechanism that is not enabled is accepted")
                    .behind(SECURED)
                    .by(request(HANDSHAKE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("sasl-handshake.unknown-mechanism-refused", HANDSHAKE, "0-1")
                    .blaming(ERROR)
                    .saying("UNSUPPORTED_SASL_MECHANISM, found 0 NONE"),
            invented("K601", "the response to a handshake lists other mechanisms")
                    .behind(SECURED)
                    .by(request(HANDSHAKE).willReturn(asKafka().with("Mechanisms", List.of("GSSAPI"))))
                    .failing("sasl-handshake.enabled-mechanism-accepted", HANDSHAKE, "0-1")
                    .blaming("Mechanisms")
                    .saying("found [GSSAPI]"),
            invented("K602", "the handshake of old clients is refused")
                    .behind(SECURED)
                    .by(request(HANDSHAKE)
                            .atVersion(0)
                            .willReturn(asKafka().with(ERROR, ErrorCode.UNSUPPORTED_SASL_MECHANISM)))
                    .failing("sasl-handshake.bare-tokens-accepted", HANDSHAKE, "0")
                    .blaming(ERROR)
                    .saying("0 NONE, found 33 UNSUPPORTED_SASL_MECHANISM"),
            invented("K603", "a listener without SASL accepts a handshake")
                    .by(request(HANDSHAKE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("sasl-handshake.refused-without-sasl", HANDSHAKE, "0-1")
                    .blaming(ERROR)
                    .saying("ILLEGAL_SASL_STATE, found 0 NONE"),
            invented("K604", "older clients are not let in")
                    .behind(SECURED)
                    .by(request(AUTHENTICATE)
                            .atVersions(0, 1)
                            .willReturn(asKafka().with(ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED)))
                    .failing("sasl-authenticate.right-secret-accepted", AUTHENTICATE, "0-1")
                    .blaming(ERROR)
                    .saying("0 NONE, found 58 SASL_AUTHENTICATION_FAILED"),
            invented("K605", "every password is right")
                    .behind(SECURED)
                    .by(wrongSecret().willReturn(asKafka().asIfAsked(TOKEN, RIGHT)))
                    .failing("sasl-authenticate.wrong-secret-refused", AUTHENTICATE, "0-2")
                    .blaming(ERROR)
                    .saying("SASL_AUTHENTICATION_FAILED, found 0 NONE"),
            invented("K606", "the message of a refusal tells which users exist")
                    .behind(SECURED)
                    .by(request(AUTHENTICATE)
                            .where(TOKEN, token("kspec-no-such-user", "kspec-wrong-secret"))
                            .willReturn(asKafka().with("ErrorMessage", "no such user")))
                    .failing("sasl-authenticate.unknown-user-refused", AUTHENTICATE, "0-2")
                    .blaming("ErrorMessage")
                    .saying("found no such user"),
            invented("K607", "a client that is refused is served all the same")
                    .behind(SECURED)
                    .by(wrongSecret()
                            .willReturn(asKafka()
                                    .asIfAsked(TOKEN, RIGHT)
                                    .with(ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED)))
                    .failing("sasl-authenticate.refused-client-unserved", AUTHENTICATE, "0-2")
                    .saying("an answer of"),
            invented("K608", "a token that is none is accepted")
                    .behind(SECURED)
                    .by(request(AUTHENTICATE)
                            .where(TOKEN, GARBAGE)
                            .willReturn(asKafka().asIfAsked(TOKEN, RIGHT)))
                    .failing("sasl-authenticate.garbage-refused", AUTHENTICATE, "0-2")
                    .blaming(ERROR)
                    .saying("is an error, found 0 NONE"),
            invented("K609", "a token before the handshake is accepted")
                    .behind(SECURED)
                    .by(request(AUTHENTICATE)
                            .atVersion(0)
                            .onlyRefused()
                            .willReturn(aResponse().withBody(Bytes.fromHex("0000ffff00000000"))))
                    .failing("sasl-authenticate.before-handshake-refused", AUTHENTICATE, "0")
                    .blaming(ERROR)
                    .saying("is an error, found 0 NONE"),
            invented("K610", "a listener without SASL accepts a token")
                    .by(request(AUTHENTICATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("sasl-authenticate.refused-without-sasl", AUTHENTICATE, "0-2")
                    .blaming(ERROR)
                    .saying("ILLEGAL_SASL_STATE, found 0 NONE"),
            invented("K611", "a token after the login is accepted")
                    .behind(SECURED)
                    .by(request(AUTHENTICATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("sasl-authenticate.after-login-refused", AUTHENTICATE, "0-2")
                    .blaming(ERROR)
                    .saying("ILLEGAL_SASL_STATE, found 0 NONE"),
            invented("K612", "the lifetime of sessions is negative")
                    .behind(SHORT_SESSIONS)
                    .by(request(AUTHENTICATE)
                            .atVersions(1, 2)
                            .willReturn(asKafka().with("SessionLifetimeMs", -1)))
                    .failing("sasl-authenticate.login-repeated", AUTHENTICATE, "1-2")
                    .blaming("SessionLifetimeMs")
                    .saying("is more than 0, found -1"),
            invented("K613", "a session does not end when it should")
                    .behind(SHORT_SESSIONS)
                    .by(request(AUTHENTICATE)
                            .atVersions(1, 2)
                            .willReturn(asKafka().with("SessionLifetimeMs", 1)))
                    .failing("sasl-authenticate.session-ends", AUTHENTICATE, "1-2")
                    .saying("an answer of"),
            invented("K614", "a session may change its user")
                    .behind(SHORT_SESSIONS)
                    .by(request(AUTHENTICATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("sasl-authenticate.principal-stays", AUTHENTICATE, "1-2")
                    .blaming(TOKEN)
                    .saying("a token of SCRAM-SHA-256"),
            invented("K615", "versions are told to nobody before the login")
                    .behind(SECURED)
                    .by(request("ApiVersions")
                            .atVersions(1, 2)
                            .willReturn(asKafka().with(ERROR, ErrorCode.ILLEGAL_SASL_STATE)))
                    .failing("sasl.versions-told-before-login", "ApiVersions", "1-2")
                    .blaming(ERROR)
                    .saying("0 NONE, found 34 ILLEGAL_SASL_STATE"),
            invented("K616", "topics are listed to who has not logged in")
                    .behind(SECURED)
                    .by(request("ListOffsets")
                            .onlyRefused()
                            .willReturn(aResponse().withBody(Bytes.fromHex("00"))))
                    .failing("sasl.requests-before-login-refused")
                    .saying("an answer of"));

    private static RequestPattern wrongSecret() {
        return request(AUTHENTICATE).where(TOKEN, token(MutantListener.USER, "kspec-wrong-secret"));
    }

    private static Bytes token(String user, String password) {
        return text("\0" + user + "\0" + password);
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

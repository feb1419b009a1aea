package io.kspec.mock.security.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.kspec.mock.net.KeySet;
import io.kspec.mock.security.sasl.BearerTokens.Invalid;
import io.kspec.mock.security.sasl.BearerTokens.Valid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedTokensTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final long HOUR_MS = 3_600_000;
    private static final Invalid REFUSED = new Invalid("invalid_token");

    private static EllipticCurveJsonWebKey known;
    private static EllipticCurveJsonWebKey other;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void generate() throws JoseException {
        known = key("known");
        other = key("other");
    }

    private static EllipticCurveJsonWebKey key(String id) throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    private static String keys(EllipticCurveJsonWebKey... all) {
        return new JsonWebKeySet(all).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private SignedTokens tokens(TokenRules rules) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), keys(known));
        return new SignedTokens(KeySet.read(file.toUri().toString()), rules);
    }

    private SignedTokens tokens() throws IOException {
        return tokens(TokenRules.DEFAULTS);
    }

    private static String token(EllipticCurveJsonWebKey by, Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("alice");
        claims.setIssuedAt(NumericDate.fromMilliseconds(NOW_MS));
        claims.setExpirationTime(NumericDate.fromMilliseconds(NOW_MS + HOUR_MS));
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(by.getPrivateKey());
        signature.setKeyIdHeaderValue(by.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signature.getCompactSerialization();
    }

    private static String token() throws JoseException {
        return token(known, claims -> {});
    }

    @Test
    void aTokenThatIsSignedNamesItsUserAndExpires() throws Exception {
        assertThat(tokens().judge(token(), NOW_MS)).isEqualTo(new Valid("alice", NOW_MS + HOUR_MS));
        assertThat(tokens().judge(token(), NOW_MS + 2 * HOUR_MS)).isEqualTo(REFUSED);
    }

    @Test
    void theClockOfTheIssuerMayDiffer() throws Exception {
        TokenRules exact = new TokenRules(List.of(), null, 0, "sub");
        long late = NOW_MS + HOUR_MS + 20_000;

        assertThat(tokens().judge(token(), late)).isInstanceOf(Valid.class);
        assertThat(tokens(exact).judge(token(), late)).isEqualTo(REFUSED);
    }

    @Test
    void otherSignaturesAreRefused() throws Exception {
        EllipticCurveJsonWebKey impostor = key("known");
        String unsigned = token().substring(0, token().lastIndexOf('.') + 1);

        assertThat(tokens().judge(token(other, claims -> {}), NOW_MS)).isEqualTo(REFUSED);
        assertThat(tokens().judge(token(impostor, claims -> {}), NOW_MS)).isEqualTo(REFUSED);
        assertThat(tokens().judge(unsigned, NOW_MS)).isEqualTo(REFUSED);
        assertThat(tokens().judge("e30.e30.", NOW_MS)).isEqualTo(REFUSED);
        assertThat(tokens().judge("nonsense", NOW_MS)).isEqualTo(REFUSED);
    }

    @Test
    void tokensWithoutTheirTimesOrUserAreRefused() throws Exception {
        for (String claim : List.of("sub", "iat", "exp")) {
            assertThat(tokens().judge(token(known, claims -> claims.unsetClaim(claim)), NOW_MS))
                    .as(claim)
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void audienceIssuerAndUserAreThoseThatAreConfigured() throws Exception {
        TokenRules rules = new TokenRules(List.of("kspec", "other"), "https://issuer", 30, "name");
        String right = token(known, claims -> {
            claims.setAudience("kspec");
            claims.setIssuer("https://issuer");
            claims.setStringClaim("name", "bob");
        });

        assertThat(tokens(rules).judge(right, NOW_MS)).isEqualTo(new Valid("bob", NOW_MS + HOUR_MS));
        assertThat(tokens(rules).judge(token(), NOW_MS)).isEqualTo(REFUSED);
        assertThat(tokens().judge(right, NOW_MS))
                .as("an audience that nobody expects")
                .isEqualTo(REFUSED);
    }

    @Test
    void aKeyThatIsNewOnTheServerIsLearned() throws Exception {
        String[] served = {keys(known)};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            byte[] body = served[0].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            SignedTokens tokens = new SignedTokens(KeySet.read(url + "/keys"), TokenRules.DEFAULTS);
            String byOther = token(other, claims -> {});
            served[0] = keys(known, other);

            assertThat(tokens.judge(byOther, NOW_MS)).isEqualTo(REFUSED);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (tokens.judge(byOther, NOW_MS).equals(REFUSED) && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(tokens.judge(byOther, NOW_MS)).isInstanceOf(Valid.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeySet.read(url + "/none"))
                    .withMessageContaining("expected a JSON Web Key Set at " + url + "/none, found the status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNoKeySetIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no-keys.json"), "nonsense");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeySet.read(file.toUri().toString()))
                .withMessageStartingWith("sasl.oauthbearer.jwks.endpoint.url: expected a JSON Web Key Set at ");
    }
}

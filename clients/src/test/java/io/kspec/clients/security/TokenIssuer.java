package io.kspec.clients.security;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OAuth server that WireMock plays: it publishes its key, and issues tokens that are signed with it. */
final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "the-brokers";
    private static final String KEYS = "/keys";
    private static final String TOKEN = "/token";
    private static final String ID = "key-1";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final RsaJsonWebKey key;

    TokenIssuer() throws JoseException {
        key = key();
        server.start();
        server.stubFor(get(KEYS).willReturn(okJson(new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY))));
    }

    private static RsaJsonWebKey key() throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(ID);
        return key;
    }

    String keysUrl() {
        return server.baseUrl() + KEYS;
    }

    String tokenUrl() {
        return server.baseUrl() + TOKEN;
    }

    /** Issues tokens that are valid for some time from now. */
    void issue(Duration validity) throws JoseException {
        issue(key, validity);
    }

    /** Issues tokens that somebody else has signed, with a key that bears the same id. */
    void issueForged() throws JoseException {
        issue(key(), Duration.ofHours(1));
    }

    private void issue(RsaJsonWebKey by, Duration validity) throws JoseException {
        String answer = "{\"access_token\":\"" + token(by, validity) + "\",\"token_type\":\"bearer\",\"expires_in\":"
                + validity.toSeconds() + "}";
        server.stubFor(post(TOKEN).willReturn(okJson(answer)));
    }

    private static String token(RsaJsonWebKey by, Duration validity) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(Login.USER);
        claims.setAudience(AUDIENCE);
        NumericDate now = NumericDate.now();
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + validity.toSeconds()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(by.getPrivateKey());
        signature.setKeyIdHeaderValue(by.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signature.getCompactSerialization();
    }

    /** How many tokens clients have asked for. */
    int asked() {
        return server.findAll(postRequestedFor(urlEqualTo(TOKEN))).size();
    }

    @Override
    public void close() {
        server.stop();
    }
}

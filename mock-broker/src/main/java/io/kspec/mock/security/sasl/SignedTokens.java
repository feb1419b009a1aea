package io.kspec.mock.security.sasl;

import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/** Accepts signed tokens as Kafka's {@code OAuthBearerValidatorCallbackHandler} does. */
public final class SignedTokens implements BearerTokens {
    private static final Invalid INVALID = new Invalid("invalid_token");

    private final VerificationKeys keys;
    private final TokenRules rules;

    public SignedTokens(VerificationKeys keys, TokenRules rules) {
        this.keys = keys;
        this.rules = rules;
    }

    @Override
    public Verdict judge(String compact, long nowMs) {
        try {
            JwtClaims claims = consumer(nowMs).processToClaims(compact);
            String user = claims.getStringClaimValue(rules.userClaim());
            return user == null || user.isBlank()
                    ? INVALID
                    : new Valid(user.strip(), claims.getExpirationTime().getValueInMillis());
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return INVALID;
        }
    }

    private JwtConsumer consumer(long nowMs) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setEvaluationTime(NumericDate.fromMilliseconds(nowMs))
                .setAllowedClockSkewInSeconds(rules.clockSkewSeconds())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.DISALLOW_NONE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setVerificationKeyResolver(resolver());
        if (!rules.audiences().isEmpty()) {
            builder.setExpectedAudience(rules.audiences().toArray(String[]::new));
        }
        if (rules.issuer() != null) {
            builder.setExpectedIssuer(rules.issuer());
        }
        return builder.build();
    }

    private VerificationKeyResolver resolver() {
        return (signature, nesting) -> {
            List<JsonWebKey> known = keys.known();
            JsonWebKey key;
            try {
                key = new VerificationJwkSelector().select(signature, known);
            } catch (JoseException e) {
                throw new UnresolvableKeyException("no key fits the token", e);
            }
            if (key == null) {
                keys.missed();
                throw new UnresolvableKeyException("no known key has signed the token");
            }
            return key.getKey();
        };
    }
}

package io.kspec.mock.security.sasl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signed token must say, by Kafka's configurations {@code sasl.oauthbearer.*}.
 *
 * @param audiences {@code expected.audience}: one of them must be the token's; if there are none, it must have none
 * @param issuer {@code expected.issuer}; null for any
 * @param clockSkewSeconds {@code clock.skew.seconds}: how far the issuer's clock may be from the broker's
 * @param userClaim {@code sub.claim.name}: the claim with the user
 */
public record TokenRules(List<String> audiences, @Nullable String issuer, int clockSkewSeconds, String userClaim) {
    /** Kafka's defaults. */
    public static final TokenRules DEFAULTS = new TokenRules(List.of(), null, 30, "sub");

    public TokenRules {
        audiences = List.copyOf(audiences);
    }
}

package io.kspec.mock.security.sasl;

/** Judges the tokens of OAUTHBEARER. */
@FunctionalInterface
public interface BearerTokens {
    /**
     * Judges a token.
     *
     * @param compact a JSON web token in compact form (RFC 7519)
     */
    Verdict judge(String compact, long nowMs);

    /** What becomes of a token. */
    sealed interface Verdict {}

    /** The token is valid. */
    record Valid(String user, long expiresMs) implements Verdict {}

    /**
     * The token is refused.
     *
     * @param status a status of RFC 6750: {@code invalid_token}
     */
    record Invalid(String status) implements Verdict {}
}

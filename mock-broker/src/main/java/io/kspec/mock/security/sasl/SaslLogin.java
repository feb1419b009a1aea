package io.kspec.mock.security.sasl;

/**
 * A client that has authenticated.
 *
 * @param principal the principal as Kafka prints it: {@code User:alice}
 * @param expiresMs when its credential expires, in milliseconds since the epoch; {@link #NEVER} if it does not
 * @param byToken whether it authenticated with a delegation token
 */
public record SaslLogin(String principal, long expiresMs, boolean byToken) {
    /** The expiry of a credential that stays valid. */
    public static final long NEVER = Long.MAX_VALUE;

    static SaslLogin of(String user) {
        return new SaslLogin("User:" + user, NEVER, false);
    }
}

package io.kspec.stage.security;

/** A SASL mechanism with the credentials of one principal. Its texts never contain the credentials. */
public sealed interface SaslMechanism permits PlainMechanism, ScramMechanism, OAuthBearerMechanism {
    /** The user of {@link #asStranger}. */
    String STRANGER = "kspec-no-such-user";
    /** The secret of {@link #withWrongSecret}. */
    Secret WRONG = new Secret("kspec-wrong-secret");

    /** The name of the mechanism, as in SaslHandshake. */
    String name();

    /**
     * Begins the authentication of one connection.
     *
     * @throws AuthenticationException if the credentials cannot be read
     */
    SaslDialogue begin() throws AuthenticationException;

    /** The same principal with another secret, which no broker knows. */
    SaslMechanism withWrongSecret();

    /** A principal that no broker knows. */
    SaslMechanism asStranger();
}

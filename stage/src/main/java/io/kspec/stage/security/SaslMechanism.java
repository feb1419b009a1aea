package io.kspec.stage.security;

/** A SASL mechanism with the credentials of one principal. Its texts never contain the credentials. */
public sealed interface SaslMechanism permits PlainMechanism, ScramMechanism, OAuthBearerMechanism {
    /** The name of the mechanism, as in SaslHandshake. */
    String name();

    /**
     * Begins the authentication of one connection.
     *
     * @throws AuthenticationException if the credentials cannot be read
     */
    SaslDialogue begin() throws AuthenticationException;
}

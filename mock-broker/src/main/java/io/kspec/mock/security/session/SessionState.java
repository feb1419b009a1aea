package io.kspec.mock.security.session;

import io.kspec.mock.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** How far a connection's client has authenticated. */
sealed interface SessionState {
    /** Nothing but ApiVersions and SaslHandshake is answered; ApiVersions only until it has succeeded. */
    record Greeting(boolean versionsTold) implements SessionState {}

    /**
     * Tokens are exchanged.
     *
     * @param framed whether they come in SaslAuthenticate requests; after SaslHandshake v0 they come as they are
     * @param before the login that is repeated, or null for the first one
     */
    record Exchange(String mechanism, SaslServer server, boolean framed, @Nullable Settled before)
            implements SessionState {}

    /**
     * Every request is answered.
     *
     * @param mechanism the mechanism of the login, or null if none was needed
     * @param expiresMs when the session ends unless the client authenticates again
     */
    record Settled(@Nullable String mechanism, long expiresMs) implements SessionState {}

    /** The next request ends the connection. */
    record Refused() implements SessionState {}
}

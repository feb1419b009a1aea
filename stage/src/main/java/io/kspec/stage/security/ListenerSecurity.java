package io.kspec.stage.security;

import org.jspecify.annotations.Nullable;

/**
 * What a connection does before its first request, as a listener wants it.
 *
 * @param tls how to speak TLS, or null for plaintext
 * @param sasl how to authenticate, or null for not at all
 */
public record ListenerSecurity(@Nullable TlsSettings tls, @Nullable SaslMechanism sasl) {
    /** Plaintext without authentication. */
    public static final ListenerSecurity NONE = new ListenerSecurity(null, null);
}

package io.kspec.mock.net;

import org.jspecify.annotations.Nullable;

/**
 * A port to listen on.
 *
 * @param port 1 to 65535; 0 picks a free one
 * @param tls the listener's certificate, or null for plaintext
 */
public record ServerPort(int port, @Nullable TlsIdentity tls) {}

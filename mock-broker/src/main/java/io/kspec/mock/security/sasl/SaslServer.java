package io.kspec.mock.security.sasl;

import io.kspec.protocol.Bytes;

/** One authentication by a SASL mechanism, seen from the broker. */
public interface SaslServer {
    /**
     * Takes the client's next token.
     *
     * @param nowMs in milliseconds since the epoch
     * @throws SaslRefusal if the client is not who it says, or the token is malformed
     */
    SaslStep take(Bytes token, long nowMs) throws SaslRefusal;
}

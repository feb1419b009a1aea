package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;

/** SaslHandshake and SaslAuthenticate requests. */
public final class SaslRequests {
    private SaslRequests() {}

    /** Chooses a mechanism. */
    public static ClientRequest handshake(String mechanism) {
        return ClientRequest.of("SaslHandshake", body -> body.set("Mechanism", mechanism));
    }

    /** Sends a token of the chosen mechanism. */
    public static ClientRequest authenticate(Bytes token) {
        return ClientRequest.of("SaslAuthenticate", body -> body.set("AuthBytes", token));
    }
}

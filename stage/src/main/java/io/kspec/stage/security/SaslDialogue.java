package io.kspec.stage.security;

import io.kspec.protocol.Bytes;
import java.util.Optional;

/** The authentication of one connection: the tokens that the client sends. */
public interface SaslDialogue {
    /** The first token. */
    Bytes first();

    /**
     * The token that answers a token of the broker.
     *
     * @return empty once the client has nothing more to say and accepts the broker
     * @throws AuthenticationException if the broker's token is not one that the mechanism allows
     */
    Optional<Bytes> next(Bytes fromBroker) throws AuthenticationException;

    /** A text of the broker in which every secret is hidden. */
    String hideSecretsIn(String text);
}

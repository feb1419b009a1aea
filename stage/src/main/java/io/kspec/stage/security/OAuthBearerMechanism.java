package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * OAUTHBEARER (RFC 7628): a bearer token. A broker that refuses it says why in JSON, and gives its error once the client
 * has acknowledged that.
 */
public final class OAuthBearerMechanism implements SaslMechanism {
    private static final String SEPARATOR = "\u0001";
    private static final Bytes ACKNOWLEDGEMENT = Bytes.copyOf((byte) 1);

    private final BearerToken token;
    private final Map<String, String> extensions;

    OAuthBearerMechanism(BearerToken token, Map<String, String> extensions) {
        this.token = token;
        this.extensions = new TreeMap<>(extensions);
    }

    /** Where the token of a connection comes from. */
    interface BearerToken {
        /**
         * A token that is valid now.
         *
         * @throws AuthenticationException if it cannot be read
         */
        Secret get() throws AuthenticationException;
    }

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public SaslDialogue begin() throws AuthenticationException {
        return new Dialogue(token.get());
    }

    /** A token in compact form that no authority has issued. */
    @Override
    public SaslMechanism withWrongSecret() {
        return new OAuthBearerMechanism(() -> new Secret("e30.e30.a3NwZWM"), extensions);
    }

    /** The broker learns the user from the token alone. */
    @Override
    public SaslMechanism asStranger() {
        return withWrongSecret();
    }

    private final class Dialogue implements SaslDialogue {
        private final Secret sent;
        private boolean refused;

        Dialogue(Secret sent) {
            this.sent = sent;
        }

        @Override
        public Bytes first() {
            StringBuilder message = new StringBuilder("n,," + SEPARATOR + "auth=Bearer " + sent.reveal());
            extensions.forEach((key, value) ->
                    message.append(SEPARATOR).append(key).append('=').append(value));
            return Bytes.wrap(
                    message.append(SEPARATOR).append(SEPARATOR).toString().getBytes(UTF_8));
        }

        @Override
        public Optional<Bytes> next(Bytes fromBroker) throws AuthenticationException {
            if (refused) {
                throw new AuthenticationException("OAUTHBEARER: expected an error after the token was refused, found "
                        + (fromBroker.isEmpty() ? "success" : "more tokens"));
            }
            refused = !fromBroker.isEmpty();
            return refused ? Optional.of(ACKNOWLEDGEMENT) : Optional.empty();
        }

        @Override
        public String hideSecretsIn(String text) {
            return sent.hideIn(text);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}

package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import java.util.Optional;

/**
 * PLAIN (RFC 4616): the name and the password in one token.
 *
 * @param user the name of the principal
 */
public record PlainMechanism(String user, Secret password) implements SaslMechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public SaslDialogue begin() {
        return new SaslDialogue() {
            @Override
            public Bytes first() {
                return Bytes.wrap(("\0" + user + "\0" + password.reveal()).getBytes(UTF_8));
            }

            @Override
            public Optional<Bytes> next(Bytes fromBroker) {
                return Optional.empty();
            }

            @Override
            public String hideSecretsIn(String text) {
                return password.hideIn(text);
            }
        };
    }

    @Override
    public SaslMechanism withWrongSecret() {
        return new PlainMechanism(user, WRONG);
    }

    @Override
    public SaslMechanism asStranger() {
        return new PlainMechanism(STRANGER, WRONG);
    }
}

package io.kspec.mock.security.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PLAIN (RFC 4616): one token with a user name and a password. */
final class PlainServer implements SaslServer {
    private static final int TOKENS = 3;

    private final Function<String, @Nullable String> passwords;

    /**
     * @param passwords the password of a user; null for one that does not exist
     */
    PlainServer(Function<String, @Nullable String> passwords) {
        this.passwords = passwords;
    }

    @Override
    public SaslStep take(Bytes token, long nowMs) throws SaslRefusal {
        List<String> parts = parts(new String(token.toArray(), UTF_8));
        if (parts.size() != TOKENS) {
            throw SaslRefusal.told("Invalid SASL/PLAIN response: expected 3 tokens, got " + parts.size());
        }
        String authorizationId = parts.get(0);
        String user = parts.get(1);
        String password = parts.get(2);
        if (user.isEmpty() || password.isEmpty()) {
            throw SaslRefusal.told(
                    "Authentication failed: " + (user.isEmpty() ? "username" : "password") + " not specified");
        }
        String expected = passwords.apply(user);
        if (expected == null || !MessageDigest.isEqual(expected.getBytes(UTF_8), password.getBytes(UTF_8))) {
            throw SaslRefusal.told("Authentication failed: Invalid username or password");
        }
        if (!authorizationId.isEmpty() && !authorizationId.equals(user)) {
            throw SaslRefusal.told(SaslServers.OTHER_IDENTITY);
        }
        return new SaslStep(Bytes.EMPTY, SaslLogin.of(user));
    }

    /** The parts between zeros, at most one more than there may be. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int end = text.indexOf('\0');
        while (end >= 0 && parts.size() < TOKENS) {
            parts.add(text.substring(start, end));
            start = end + 1;
            end = text.indexOf('\0', start);
        }
        parts.add(text.substring(start));
        return parts;
    }
}

package io.kspec.stage.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * SCRAM (RFC 5802): both sides prove that they know the password, and neither sends it.
 */
public final class ScramMechanism implements SaslMechanism {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 24;

    private final ScramHash hash;
    private final String user;
    private final Secret password;
    private final Supplier<String> nonces;
    private final boolean byToken;
    private final SaltedPasswords salted = new SaltedPasswords();

    /**
     * The credentials of a principal.
     *
     * @param user the name of the principal
     */
    public ScramMechanism(ScramHash hash, String user, Secret password) {
        this(hash, user, password, ScramMechanism::randomNonce, false);
    }

    /** As {@link #ScramMechanism(ScramHash, String, Secret)}, with nonces that a test knows. */
    ScramMechanism(ScramHash hash, String user, Secret password, Supplier<String> nonces) {
        this(hash, user, password, nonces, false);
    }

    private ScramMechanism(ScramHash hash, String user, Secret password, Supplier<String> nonces, boolean byToken) {
        this.hash = hash;
        this.user = user;
        this.password = password;
        this.nonces = nonces;
        this.byToken = byToken;
    }

    /** A delegation token (KIP-48), which logs in as its owner: its id is the name, its HMAC in Base64 the password. */
    public static ScramMechanism ofToken(ScramHash hash, String tokenId, Bytes hmac) {
        Secret password = new Secret(Base64.getEncoder().encodeToString(hmac.toArray()));
        return new ScramMechanism(hash, tokenId, password, ScramMechanism::randomNonce, true);
    }

    private static String randomNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String name() {
        return hash.mechanism();
    }

    @Override
    public SaslDialogue begin() {
        return new ScramDialogue(
                hash,
                user,
                password,
                nonces.get(),
                byToken ? ",tokenauth=true" : "",
                (salt, iterations) -> salted.of(hash, password, salt, iterations));
    }

    @Override
    public SaslMechanism withWrongSecret() {
        return new ScramMechanism(hash, user, WRONG, nonces, byToken);
    }

    @Override
    public SaslMechanism asStranger() {
        return new ScramMechanism(hash, STRANGER, WRONG, nonces, false);
    }

    @Override
    public String toString() {
        return name() + " as " + user;
    }
}

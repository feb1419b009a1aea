package io.kspec.stage.security;

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
    private final SaltedPasswords salted = new SaltedPasswords();

    /**
     * The credentials of a principal.
     *
     * @param user the name of the principal
     */
    public ScramMechanism(ScramHash hash, String user, Secret password) {
        this(hash, user, password, ScramMechanism::randomNonce);
    }

    /** As {@link #ScramMechanism(ScramHash, String, Secret)}, with nonces that a test knows. */
    ScramMechanism(ScramHash hash, String user, Secret password, Supplier<String> nonces) {
        this.hash = hash;
        this.user = user;
        this.password = password;
        this.nonces = nonces;
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
                hash, user, password, nonces.get(), (salt, iterations) -> salted.of(hash, password, salt, iterations));
    }

    @Override
    public String toString() {
        return name() + " as " + user;
    }
}

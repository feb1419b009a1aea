package io.kspec.mock.security.scram;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;

/**
 * What a broker keeps of a user's password (RFC 5802). Not a record: nothing prints it.
 */
public final class ScramCredential {
    private final Bytes salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramCredential(Bytes salt, int iterations, byte[] storedKey, byte[] serverKey) {
        this.salt = salt;
        this.iterations = iterations;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /** The credential of a password. */
    public static ScramCredential ofPassword(ScramHash hash, String password, Bytes salt, int iterations) {
        return ofSalted(hash, hash.saltedPassword(password, salt.toArray(), iterations), salt, iterations);
    }

    /** The credential of a salted password, as AlterUserScramCredentials sends it. */
    public static ScramCredential ofSalted(ScramHash hash, byte[] saltedPassword, Bytes salt, int iterations) {
        return new ScramCredential(
                salt, iterations, hash.hash(hash.clientKey(saltedPassword)), hash.serverKey(saltedPassword));
    }

    public Bytes salt() {
        return salt;
    }

    /** How often the password is hashed. */
    public int iterations() {
        return iterations;
    }

    /** {@code StoredKey}. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** {@code ServerKey}. */
    public byte[] serverKey() {
        return serverKey.clone();
    }
}

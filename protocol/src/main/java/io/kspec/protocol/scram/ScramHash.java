package io.kspec.protocol.scram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions with which Kafka offers SCRAM. */
public enum ScramHash {
    SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256"),
    SHA_512("SCRAM-SHA-512", "SHA-512", "HmacSHA512");

    private final String mechanism;
    private final String digest;
    private final String mac;

    ScramHash(String mechanism, String digest, String mac) {
        this.mechanism = mechanism;
        this.digest = digest;
        this.mac = mac;
    }

    /** {@code SCRAM-SHA-256}. */
    public String mechanism() {
        return mechanism;
    }

    /** {@code H(bytes)}. */
    public byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance(digest).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + digest, e);
        }
    }

    /** {@code HMAC(key, bytes)}. */
    public byte[] hmac(byte[] key, byte[] bytes) {
        return keyed(key).doFinal(bytes);
    }

    /** {@code ClientKey}, of which the broker keeps the hash: {@code StoredKey}. */
    public byte[] clientKey(byte[] saltedPassword) {
        return hmac(saltedPassword, "Client Key".getBytes(UTF_8));
    }

    /** {@code ServerKey}, with which the broker signs. */
    public byte[] serverKey(byte[] saltedPassword) {
        return hmac(saltedPassword, "Server Key".getBytes(UTF_8));
    }

    /**
     * {@code ClientKey XOR ClientSignature}: turns the client's key into its proof, and a proof back into the key.
     *
     * @param keyOrProof has as many bytes as the hash
     * @throws IllegalArgumentException if it has another number of bytes
     */
    public byte[] signed(byte[] keyOrProof, byte[] storedKey, byte[] authMessage) {
        byte[] result = hmac(storedKey, authMessage);
        if (keyOrProof.length != result.length) {
            throw new IllegalArgumentException("expected " + result.length + " bytes, found " + keyOrProof.length);
        }
        for (int i = 0; i < result.length; i++) {
            result[i] ^= keyOrProof[i];
        }
        return result;
    }

    /** {@code Hi(password, salt, iterations)}, which is PBKDF2 with one block. Like Kafka, it does not normalize the password. */
    public byte[] saltedPassword(String password, byte[] salt, int iterations) {
        Mac keyed = keyed(password.getBytes(UTF_8));
        keyed.update(salt);
        byte[] step = keyed.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = step.clone();
        for (int i = 1; i < iterations; i++) {
            step = keyed.doFinal(step);
            for (int j = 0; j < result.length; j++) {
                result[j] ^= step[j];
            }
        }
        return result;
    }

    private Mac keyed(byte[] key) {
        try {
            Mac keyed = Mac.getInstance(mac);
            // An empty password is no key for the JDK, but the same as one byte 0 for HMAC.
            keyed.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac));
            return keyed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + mac, e);
        }
    }
}

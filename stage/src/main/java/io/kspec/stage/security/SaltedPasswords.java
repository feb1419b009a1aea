package io.kspec.stage.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The salted password of one principal. The last one is kept, as RFC 5802 allows: a run authenticates many connections, and
 * each time the broker sends the same salt.
 */
final class SaltedPasswords {
    /** Not a record: nothing prints or compares it. */
    private static final class Salted {
        private final Bytes salt;
        private final int iterations;
        private final byte[] password;

        Salted(Bytes salt, int iterations, byte[] password) {
            this.salt = salt;
            this.iterations = iterations;
            this.password = password;
        }
    }

    private volatile @Nullable Salted last;

    byte[] of(ScramHash hash, Secret password, Bytes salt, int iterations) {
        Salted known = last;
        if (known == null || !known.salt.equals(salt) || known.iterations != iterations) {
            known = new Salted(salt, iterations, hash.saltedPassword(password.reveal(), salt.toArray(), iterations));
            last = known;
        }
        return Arrays.copyOf(known.password, known.password.length);
    }
}

package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.requests.ClientRequest;

/** The requests about SCRAM credentials (KIP-554), always with the same salt. */
final class PreparedScram {
    static final int SHA_256 = 1;
    static final int SHA_512 = 2;

    private static final int ITERATIONS = 4096;
    private static final int BYTES = 32;

    private PreparedScram() {}

    static ClientRequest setting(String user, int mechanism) {
        return setting(user, mechanism, ITERATIONS);
    }

    static ClientRequest setting(String user, int mechanism, int iterations) {
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Upsertions", entry -> entry.set("Name", user)
                        .set("Mechanism", mechanism)
                        .set("Iterations", iterations)
                        .set("Salt", Bytes.fromHex("5a".repeat(BYTES)))
                        .set("SaltedPassword", Bytes.fromHex("a5".repeat(BYTES)))));
    }

    /** Sets the credential of a password, with which a client can log in. */
    static ClientRequest setting(String user, ScramHash hash, String password) {
        byte[] salt = Bytes.fromHex("5a".repeat(BYTES)).toArray();
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Upsertions", entry -> entry.set("Name", user)
                        .set("Mechanism", mechanism(hash))
                        .set("Iterations", ITERATIONS)
                        .set("Salt", Bytes.wrap(salt))
                        .set("SaltedPassword", Bytes.wrap(hash.saltedPassword(password, salt, ITERATIONS)))));
    }

    /** Deletes the credential with SHA-256. */
    static ClientRequest deleting(String user) {
        return deleting(user, ScramHash.SHA_256);
    }

    static ClientRequest deleting(String user, ScramHash hash) {
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Deletions", entry -> entry.set("Name", user).set("Mechanism", mechanism(hash))));
    }

    private static int mechanism(ScramHash hash) {
        return hash == ScramHash.SHA_256 ? SHA_256 : SHA_512;
    }
}

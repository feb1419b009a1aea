package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ClientRequest;

/** The requests about SCRAM credentials (KIP-554), always with the same salt and password. */
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

    /** Deletes the credential with SHA-256. */
    static ClientRequest deleting(String user) {
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Deletions", entry -> entry.set("Name", user).set("Mechanism", SHA_256)));
    }
}

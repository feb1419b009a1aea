package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DescribeUserScramCredentials and AlterUserScramCredentials requests (KIP-554). */
public final class ScramRequests {
    /** The fewest iterations that Kafka takes. */
    public static final int FEWEST_ITERATIONS = 4096;

    /** The most iterations that Kafka takes. */
    public static final int MOST_ITERATIONS = 16_384;

    private static final Bytes SALT = Bytes.wrap("kspec-salt".getBytes(StandardCharsets.UTF_8));

    private ScramRequests() {}

    /** Kafka's code of a mechanism. */
    public static int code(ScramHash hash) {
        return hash == ScramHash.SHA_256 ? 1 : 2;
    }

    /** Asks for the credentials of users. */
    public static ClientRequest describe(String... users) {
        return describe(List.of(users));
    }

    /**
     * Asks for the credentials of users.
     *
     * @param users their names; null for all
     */
    public static ClientRequest describe(@Nullable List<String> users) {
        return ClientRequest.of("DescribeUserScramCredentials", body -> {
            if (users == null) {
                body.set("Users", null);
            } else {
                body.setEach("Users", users, (entry, user) -> entry.set("Name", user));
            }
        });
    }

    /** Sets the password of a user, as a client does that salts it itself. */
    public static ClientRequest upsert(String user, ScramHash hash, String password, int iterations) {
        Bytes salted = Bytes.wrap(hash.saltedPassword(password, SALT.toArray(), iterations));
        return upsert(user, code(hash), iterations, salted);
    }

    /**
     * Sets a credential that may be impossible.
     *
     * @param mechanism Kafka's code
     */
    public static ClientRequest upsert(String user, int mechanism, int iterations, Bytes saltedPassword) {
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Upsertions", entry -> entry.set("Name", user)
                        .set("Mechanism", mechanism)
                        .set("Iterations", iterations)
                        .set("Salt", SALT)
                        .set("SaltedPassword", saltedPassword)));
    }

    /**
     * Deletes a credential.
     *
     * @param mechanism Kafka's code
     */
    public static ClientRequest delete(String user, int mechanism) {
        return ClientRequest.of(
                "AlterUserScramCredentials",
                body -> body.add("Deletions", entry -> entry.set("Name", user).set("Mechanism", mechanism)));
    }
}

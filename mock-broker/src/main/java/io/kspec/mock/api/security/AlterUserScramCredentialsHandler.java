package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.scram.ScramCredential;
import io.kspec.mock.security.scram.ScramCredentials;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AlterUserScramCredentials (KIP-554): the client salts passwords, so that the broker never sees them. */
public final class AlterUserScramCredentialsHandler implements ApiHandler {
    private static final int FEWEST_ITERATIONS = 4096;
    private static final int MOST_ITERATIONS = 16_384;

    private final ScramCredentials credentials;

    public AlterUserScramCredentialsHandler(Cluster cluster) {
        this.credentials = cluster.security().scram();
    }

    /** Why a user is refused, or what happens to the user. */
    private record Outcome(ErrorCode error, String message, Runnable change) {
        static Outcome refused(ErrorCode error, String message) {
            return new Outcome(error, message, () -> {});
        }

        static Outcome of(Runnable change) {
            return new Outcome(ErrorCode.NONE, "", change);
        }
    }

    @Override
    public String api() {
        return "AlterUserScramCredentials";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Message deletion : request.getStructs("Deletions")) {
            add(outcomes, deletion, delete(deletion));
        }
        for (Message upsertion : request.getStructs("Upsertions")) {
            add(outcomes, upsertion, upsert(upsertion));
        }
        List<Runnable> changes = new ArrayList<>();
        Message response = context.response()
                .setEach("Results", outcomes.entrySet(), (result, user) -> {
                    Outcome outcome = user.getValue();
                    boolean refused = outcome.error() != ErrorCode.NONE;
                    result.set("User", user.getKey())
                            .set("ErrorCode", outcome.error())
                            .set("ErrorMessage", refused ? outcome.message() : null);
                    changes.add(outcome.change());
                })
                .build();
        changes.forEach(Runnable::run);
        return HandlerAnswer.now(response);
    }

    /** A user who is named twice is refused, and the first error of a user stays. */
    private static void add(Map<String, Outcome> outcomes, Message alteration, Outcome outcome) {
        outcomes.merge(
                alteration.getString("Name"),
                outcome,
                (before, after) -> before.error() != ErrorCode.NONE
                        ? before
                        : Outcome.refused(
                                ErrorCode.DUPLICATE_RESOURCE,
                                "A user credential cannot be altered twice in the same request"));
    }

    private Outcome delete(Message deletion) {
        String user = deletion.getString("Name");
        Optional<ScramHash> hash = ScramMechanisms.of(deletion.getInt("Mechanism"));
        if (user.isEmpty() || hash.isEmpty()) {
            return misfit(user);
        }
        return credentials.has(user, hash.get())
                ? Outcome.of(() -> credentials.remove(user, hash.get()))
                : Outcome.refused(
                        ErrorCode.RESOURCE_NOT_FOUND, "Attempt to delete a user credential that does not exist");
    }

    private Outcome upsert(Message upsertion) {
        String user = upsertion.getString("Name");
        Optional<ScramHash> hash = ScramMechanisms.of(upsertion.getInt("Mechanism"));
        int iterations = upsertion.getInt("Iterations");
        if (user.isEmpty() || hash.isEmpty()) {
            return misfit(user);
        }
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            return Outcome.refused(
                    ErrorCode.UNACCEPTABLE_CREDENTIAL,
                    iterations < FEWEST_ITERATIONS ? "Too few iterations" : "Too many iterations");
        }
        ScramCredential credential = ScramCredential.ofSalted(
                hash.get(), upsertion.getBytes("SaltedPassword").toArray(), upsertion.getBytes("Salt"), iterations);
        return Outcome.of(() -> credentials.put(user, hash.get(), () -> credential));
    }

    private static Outcome misfit(String user) {
        return user.isEmpty()
                ? Outcome.refused(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Username must not be empty")
                : Outcome.refused(ErrorCode.UNSUPPORTED_SASL_MECHANISM, "Unknown SCRAM mechanism");
    }
}

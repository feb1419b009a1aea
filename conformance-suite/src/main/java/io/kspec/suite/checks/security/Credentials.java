package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ScramRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/** The SCRAM credentials of one user, whom the case makes up. Closing it deletes them. */
final class Credentials implements AutoCloseable {
    static final ScramHash HASH = ScramHash.SHA_256;
    static final int MECHANISM = ScramRequests.code(HASH);
    static final String ERROR = "Results[0].ErrorCode";
    private static final String PASSWORD = "kspec-secret";

    private final Case test;
    private final Administrator admin;
    private final String user;

    Credentials(Case test) {
        this.test = test;
        this.admin = new Administrator(test);
        this.user = test.name("user");
    }

    String user() {
        return user;
    }

    /** Sets the credential. */
    Answer set(int iterations) {
        return admin.ask(ScramRequests.upsert(user, HASH, PASSWORD, iterations));
    }

    /** Sets the credential, and waits until it is described. */
    Credentials create() {
        set(ScramRequests.FEWEST_ITERATIONS).expectError(ERROR, ErrorCode.NONE);
        awaitIterations(ScramRequests.FEWEST_ITERATIONS);
        return this;
    }

    /** Deletes the credential. */
    Answer delete() {
        return admin.ask(ScramRequests.delete(user, MECHANISM));
    }

    /** Asks for the user's credentials. */
    Answer describe() {
        return admin.ask(ScramRequests.describe(user)).expectSize("Results", 1);
    }

    /** Waits until the user is described with one credential of so many iterations: brokers learn of changes a moment later. */
    Answer awaitIterations(int iterations) {
        Answer last = await(described ->
                iterations(described).filter(found -> found == iterations).isPresent());
        return last.expectError(ERROR, ErrorCode.NONE)
                .expect("Results[0].User", user)
                .expectSize("Results[0].CredentialInfos", 1)
                .expect("Results[0].CredentialInfos[0].Mechanism", MECHANISM)
                .expect("Results[0].CredentialInfos[0].Iterations", iterations);
    }

    /** Waits until the user is unknown. */
    void awaitNone() {
        await(described -> described.number(ERROR) == ErrorCode.RESOURCE_NOT_FOUND.code())
                .expectError(ERROR, ErrorCode.RESOURCE_NOT_FOUND);
    }

    private Answer await(Predicate<Answer> holds) {
        return Await.of("the credentials of " + user, test.stage().settings().readTimeout())
                .last(this::describe, holds);
    }

    private static Optional<Integer> iterations(Answer described) {
        List<?> infos = described.list("Results[0].CredentialInfos");
        return infos.size() == 1
                ? Optional.of((int) described.number("Results[0].CredentialInfos[0].Iterations"))
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            Answer unused = delete();
        } catch (StageFailure | TestAbortedException left) {
            test.stage()
                    .transcript()
                    .note("the credentials of " + user + " could not be deleted: " + left.getMessage());
        }
    }
}

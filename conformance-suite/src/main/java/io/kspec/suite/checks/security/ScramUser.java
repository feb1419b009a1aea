package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.SecurityFailure;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.ScramRequests;
import io.kspec.stage.security.ScramMechanism;
import io.kspec.stage.security.Secret;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A user of a case's own, to whom no ACL allows anything. Closing it deletes its credential. */
final class ScramUser implements AutoCloseable {
    private static final String PASSWORD = "kspec-secret";
    private static final String RESULT_ERROR = "Results[0].ErrorCode";

    private final Case test;
    private final ScramHash hash;
    private final String name;

    private ScramUser(Case test, ScramHash hash) {
        this.test = test;
        this.hash = hash;
        this.name = test.name("user");
    }

    /**
     * Creates a user who can log in with a mechanism that the listener offers.
     *
     * @throws TestAbortedException if it offers none of SCRAM, or kspec may not create users
     */
    static ScramUser create(Case test) {
        ScramHash hash = demandScram(test);
        if (test.stage().versions("AlterUserScramCredentials").isEmpty()) {
            throw new TestAbortedException("needs AlterUserScramCredentials, which the target does not advertise");
        }
        ScramUser user = new ScramUser(test, hash);
        Answer created = new Administrator(test)
                .ask(ScramRequests.upsert(user.name, hash, PASSWORD, ScramRequests.FEWEST_ITERATIONS));
        int error = (int) created.number(RESULT_ERROR);
        if (error != ErrorCode.NONE.code()) {
            throw new TestAbortedException("needs a user, who is not created: " + ErrorCode.describe(error));
        }
        return user;
    }

    /**
     * A mechanism of SCRAM that the listener offers.
     *
     * @throws TestAbortedException if it offers none
     */
    static ScramHash demandScram(Case test) {
        LoginClient.demandSasl(test);
        Answer answer = new LoginClient(test, test.name("asking")).shakeHands("KSPEC-NO-SUCH-MECHANISM");
        List<?> mechanisms = answer.list("Mechanisms");
        return Stream.of(ScramHash.values())
                .filter(hash -> mechanisms.contains(hash.mechanism()))
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("needs a listener that offers SCRAM"));
    }

    /** The principal: {@code User:kspec-…}. */
    String principal() {
        return "User:" + name;
    }

    /** How the user logs in. */
    ScramMechanism login() {
        return new ScramMechanism(hash, name, new Secret(PASSWORD));
    }

    /** The user as a client; the broker may learn of the user a moment later. */
    Role awaitLogin() {
        Role role = test.stage().role(name, login());
        boolean unused = Await.of(
                        "the login of " + name, test.stage().settings().readTimeout())
                .last(() -> isLoggedIn(role), in -> in);
        return role;
    }

    private static boolean isLoggedIn(Role role) {
        try {
            return role.connection().isOpen();
        } catch (SecurityFailure refused) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Answer unused = new Administrator(test).ask(ScramRequests.delete(name, ScramRequests.code(hash)));
        } catch (StageFailure | TestAbortedException left) {
            test.stage().transcript().note(name + " could not be deleted: " + left.getMessage());
        }
    }
}

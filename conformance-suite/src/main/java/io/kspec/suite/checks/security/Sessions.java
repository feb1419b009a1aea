package io.kspec.suite.checks.security;

import io.kspec.stage.net.Await;
import io.kspec.suite.check.Answer;
import java.time.Duration;
import org.opentest4j.TestAbortedException;

/** How long a login lasts (KIP-368). */
final class Sessions {
    static final String LIFETIME = "SessionLifetimeMs";
    /** The longest that a check waits for the end of a session, in milliseconds. */
    private static final long PATIENCE_MS = 5000;
    /** How much later than the client a broker may take a session to end, in milliseconds. */
    private static final long TOLERANCE_MS = 500;

    private Sessions() {}

    /**
     * The lifetime that the answer to a login gives, in milliseconds.
     *
     * @throws TestAbortedException if the session has no end
     */
    static long demandLimit(Answer login) {
        long lifetime = login.number(LIFETIME);
        if (lifetime == 0) {
            throw new TestAbortedException("the target does not limit sessions (connections.max.reauth.ms)");
        }
        return lifetime;
    }

    /**
     * Waits until a session has ended.
     *
     * @throws TestAbortedException if it has no end, or not soon
     */
    static void awaitEnd(Answer login) {
        long lifetime = demandLimit(login);
        if (lifetime > PATIENCE_MS) {
            throw new TestAbortedException(
                    "sessions last " + lifetime + " ms; kspec waits for their end at most " + PATIENCE_MS + " ms");
        }
        Duration left = Duration.ofMillis(lifetime + TOLERANCE_MS);
        boolean unused = Await.of("the end of a session", left).every(left).last(() -> false, over -> over);
    }
}

package io.kspec.suite.checks.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Slows down replication to one broker, of the topics that are to be slowed down (KIP-73), so that a check can see a
 * reassignment before it is complete. No other topic is affected.
 */
final class Throttle implements AutoCloseable {
    /** The configuration of the topics that are to be slowed down. */
    static final Map<String, String> OF_TOPIC = Map.of("follower.replication.throttled.replicas", "*");

    /** Apache Kafka stops a follower for ten seconds after each fetch of more than that, of up to 1 MiB. */
    private static final String RATE = "follower.replication.throttled.rate";

    private static final String BYTES_PER_SECOND = "1";
    /** How long to wait until the broker shows it; one that does not may slow down nevertheless. */
    private static final Duration PROPAGATION = Duration.ofSeconds(1);

    private final Case test;
    private final ListedBroker follower;

    private Throttle(Case test, ListedBroker follower) {
        this.test = test;
        this.follower = follower;
    }

    /**
     * Slows down a broker, and waits until it shows that, if it does.
     *
     * @throws TestAbortedException if it is slowed down already, or cannot be
     */
    static Throttle on(Case test, ListedBroker follower) {
        Throttle throttle = new Throttle(test, follower);
        if (throttle.isInForce()) {
            throw new TestAbortedException("the target already has a " + RATE + ", which kspec leaves alone");
        }
        Answer changed = throttle.change(Change.set(RATE, BYTES_PER_SECOND));
        int error = (int) changed.number("Responses[0].ErrorCode");
        if (error != ErrorCode.NONE.code()) {
            throw new TestAbortedException(
                    "needs " + RATE + ", which the target refuses: " + ErrorCode.describe(error));
        }
        boolean unused = Await.of(RATE, PROPAGATION).last(throttle::isInForce, known -> known);
        return throttle;
    }

    /** The broker that is slowed down. */
    int brokerId() {
        return follower.id();
    }

    private boolean isInForce() {
        return test.ask(connection(), ConfigRequests.describe(ConfigRequests.BROKER, name(), List.of(RATE)))
                .expectSize("Results", 1)
                .entry("Results[0].Configs[Name=" + RATE + "]")
                .isPresent();
    }

    private Answer change(Change change) {
        return test.ask(connection(), ConfigRequests.alterIncrementally(ConfigRequests.BROKER, name(), change))
                .expectSize("Responses", 1);
    }

    private String name() {
        return Integer.toString(follower.id());
    }

    private Connection connection() {
        return follower.connection(test);
    }

    /** Takes the limit away again; a failure is only noted, since there is another one then. */
    @Override
    public void close() {
        try {
            change(Change.delete(RATE));
        } catch (StageFailure stays) {
            test.stage().transcript().note(RATE + " of broker " + follower + " stays: " + stays.getMessage());
        }
    }
}

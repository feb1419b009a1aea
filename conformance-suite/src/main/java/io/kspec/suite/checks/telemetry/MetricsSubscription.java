package io.kspec.suite.checks.telemetry;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A subscription to metrics that only one client of the case matches. Closing it removes it. */
final class MetricsSubscription implements AutoCloseable {
    static final String METRICS = "org.apache.kafka.producer.";
    private static final String INTERVAL = "interval.ms";
    private static final List<String> CONFIGS = List.of("metrics", INTERVAL, "match");

    private final Case test;
    private final String name;
    private final Role client;

    private MetricsSubscription(Case test) {
        this.test = test;
        this.name = test.name("metrics");
        this.client = test.role(test.name("measured"));
    }

    /**
     * Subscribes to metrics, and waits until a client is told so.
     *
     * @param intervalMs how often to push
     * @throws TestAbortedException if the target does not take the configuration
     */
    static MetricsSubscription of(Case test, int intervalMs) {
        MetricsSubscription subscription = new MetricsSubscription(test);
        subscription.set(
                Change.set("metrics", METRICS),
                Change.set(INTERVAL, "" + intervalMs),
                Change.set("match", "client_id=" + subscription.client.clientId()));
        subscription.await(intervalMs);
        return subscription;
    }

    private void set(Change... changes) {
        int error = (int) test.ask(ConfigRequests.alterIncrementally(ConfigRequests.CLIENT_METRICS, name, changes))
                .number("Responses[0].ErrorCode");
        if (error != ErrorCode.NONE.code()) {
            throw new TestAbortedException(
                    "needs a subscription to metrics, which the target rejects: " + ErrorCode.describe(error));
        }
    }

    /** Changes how often to push, and waits until a client is told so. */
    void changeInterval(int intervalMs) {
        set(Change.set(INTERVAL, "" + intervalMs));
        await(intervalMs);
    }

    private void await(int intervalMs) {
        Answer unused = Await.of(
                        "the subscription " + name, test.stage().settings().readTimeout())
                .last(
                        () -> instance().subscribe(),
                        answer -> answer.number("ErrorCode") == ErrorCode.NONE.code()
                                && answer.number("PushIntervalMs") == intervalMs);
    }

    /** A new instance of the client that matches. */
    MetricsClient instance() {
        return new MetricsClient(test, client);
    }

    @Override
    public void close() {
        try {
            set(CONFIGS.stream().map(Change::delete).toArray(Change[]::new));
        } catch (StageFailure | TestAbortedException stays) {
            test.stage().transcript().note("the subscription " + name + " stays: " + stays.getMessage());
        }
    }
}

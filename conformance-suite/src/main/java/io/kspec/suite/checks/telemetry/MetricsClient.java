package io.kspec.suite.checks.telemetry;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.TelemetryRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** An instance of a client that pushes its metrics, under an id that it has of its own. */
final class MetricsClient {
    static final String SOURCE = "KIP-714; measured on Apache Kafka with a plug-in that takes metrics";
    static final String ERROR = "ErrorCode";
    /** An OpenTelemetry message with one resource that has no metrics. */
    static final Bytes METRICS = Bytes.fromHex("0a00");

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Case test;
    private final Role role;
    private final UUID id;
    private int subscriptionId;

    MetricsClient(Case test, Role role) {
        this.test = test;
        this.role = role;
        this.id = UUID.nameUUIDFromBytes(test.name("instance").getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        return id;
    }

    /** Asks which metrics to push. */
    Answer subscribe() {
        Answer answer = test.ask(role.connection(), TelemetryRequests.subscriptions(id));
        subscriptionId = (int) answer.number("SubscriptionId");
        return answer;
    }

    /** Asks which metrics to push, and expects to be told. */
    MetricsClient subscribed() {
        test.need("a subscription to metrics", List.of("GetTelemetrySubscriptions"), () -> subscribe()
                .expectError(ERROR, ErrorCode.NONE));
        return this;
    }

    /** The request that pushes metrics for the subscription. */
    ClientRequest pushing() {
        return TelemetryRequests.push(id, subscriptionId, METRICS);
    }

    /** Pushes metrics for the subscription. */
    Answer push() {
        return send(pushing());
    }

    /**
     * Plays with new instances until the last answer has an error, and expects that: a broker may forget what it knows of an
     * instance whenever any subscription changes, as Apache Kafka does.
     *
     * @param attempt plays with an instance that knows its subscription, and returns the last answer
     */
    static void expectError(Case test, ErrorCode error, Function<MetricsClient, Answer> attempt) {
        Answer last = Await.of("the error " + error, test.stage().settings().readTimeout())
                .every(INTERVAL)
                .last(
                        () -> attempt.apply(new MetricsClient(test, test.role("measured")).subscribed()),
                        answer -> answer.number(ERROR) == error.code());
        last.expectError(ERROR, error);
    }

    Answer send(ClientRequest request) {
        return test.ask(role.connection(), request);
    }
}

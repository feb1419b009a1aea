package io.kspec.suite.checks.telemetry;

import static io.kspec.suite.checks.telemetry.MetricsClient.ERROR;
import static io.kspec.suite.checks.telemetry.MetricsClient.SOURCE;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.TelemetryRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.UUID;

/** Checks of GetTelemetrySubscriptions. */
class GetTelemetrySubscriptionsChecks {
    private static final String ID = "ClientInstanceId";
    private static final String METRICS = "RequestedMetrics";
    private static final int MINUTE_MS = 60_000;
    /** The types of compression that there are: none, gzip, snappy, lz4 and zstd. */
    private static final int HIGHEST_TYPE = 4;

    @ConformanceTest(
            id = "get-telemetry-subscriptions.id-assigned",
            api = "GetTelemetrySubscriptions",
            requirement =
                    "A client without an id is given one, another one each time, and told how often to push and how much at most.",
            source = SOURCE,
            why = "The Java client shows the id to its application, and pushes under it; two with the same id would be"
                    + " taken for one.")
    void anIdIsAssigned(Case test) {
        Answer first = test.ask(TelemetryRequests.subscriptions(KafkaUuid.ZERO))
                .expectError(ERROR, ErrorCode.NONE)
                .expect(ID, "is not zero", id -> !id.equals(KafkaUuid.ZERO))
                .expect("PushIntervalMs", "is 1 or more", interval -> ((Number) interval).intValue() >= 1)
                .expect("TelemetryMaxBytes", "is 1 or more", limit -> ((Number) limit).intValue() >= 1);
        test.ask(TelemetryRequests.subscriptions(KafkaUuid.ZERO))
                .expectError(ERROR, ErrorCode.NONE)
                .expect(ID, "is another one than before", id -> !id.equals(first.get(ID)));
    }

    @ConformanceTest(
            id = "get-telemetry-subscriptions.compressions-exist",
            api = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement = "The types of compression that the broker accepts are some that exist.",
            source = SOURCE,
            why = "The Java client ignores types that it does not know, and pushes without compression.")
    void typesOfCompressionExist(Case test) {
        Answer answer =
                test.ask(TelemetryRequests.subscriptions(KafkaUuid.ZERO)).expectError(ERROR, ErrorCode.NONE);
        List<?> accepted = answer.list("AcceptedCompressionTypes");
        answer.expect(
                accepted.stream()
                        .mapToInt(type -> ((Number) type).intValue())
                        .allMatch(GetTelemetrySubscriptionsChecks::exists),
                "AcceptedCompressionTypes",
                "only types from 0 to " + HIGHEST_TYPE,
                accepted);
    }

    private static boolean exists(int type) {
        return type >= 0 && type <= HIGHEST_TYPE;
    }

    @ConformanceTest(
            id = "get-telemetry-subscriptions.id-kept",
            api = "GetTelemetrySubscriptions",
            requirement = "A client that tells its id is not given another one: the answer has the same id, or zero.",
            source = "KIP-714; message definition GetTelemetrySubscriptionsResponse; measured on Apache Kafka",
            why = "Its metrics would come from another client after each request.")
    void anIdIsKept(Case test) {
        MetricsClient client = new MetricsClient(test, test.role("measured"));
        UUID id = client.id();
        client.subscribe()
                .expectError(ERROR, ErrorCode.NONE)
                .expect(ID, "is " + id + " or zero", found -> found.equals(id) || found.equals(KafkaUuid.ZERO));
    }

    @ConformanceTest(
            id = "get-telemetry-subscriptions.what-is-subscribed",
            api = "GetTelemetrySubscriptions",
            needs = "IncrementalAlterConfigs",
            requirement =
                    "A client that a subscription selects is told its metrics and its interval, if no other one asks for more.",
            source = SOURCE,
            why = "Administrators subscribe to metrics of single clients while they look for a problem.")
    void theSubscriptionIsTold(Case test) {
        try (MetricsSubscription subscription = MetricsSubscription.of(test, MINUTE_MS)) {
            Answer told = subscription.instance().subscribe().expectError(ERROR, ErrorCode.NONE);
            List<?> metrics = told.list(METRICS);
            boolean all = metrics.contains("*") || metrics.contains("");
            told.expect(
                            all || metrics.contains(MetricsSubscription.METRICS),
                            METRICS,
                            "one of them " + MetricsSubscription.METRICS,
                            metrics)
                    .expect("PushIntervalMs", "is " + MINUTE_MS + " or less", interval -> (int) interval <= MINUTE_MS);
        }
    }

    @ConformanceTest(
            id = "get-telemetry-subscriptions.changes-are-seen",
            api = "GetTelemetrySubscriptions",
            needs = "IncrementalAlterConfigs",
            requirement =
                    "When a subscription that selects a client changes, the client is told another subscription id.",
            source = SOURCE,
            why = "The id tells whether what the client pushes is what is asked for.")
    void aChangeIsSeen(Case test) {
        try (MetricsSubscription subscription = MetricsSubscription.of(test, MINUTE_MS)) {
            MetricsClient client = subscription.instance();
            long before = client.subscribe().expectError(ERROR, ErrorCode.NONE).number("SubscriptionId");
            subscription.changeInterval(MINUTE_MS / 2);
            client.subscribe()
                    .expectError(ERROR, ErrorCode.NONE)
                    .expect(
                            "SubscriptionId",
                            "is another one than " + before,
                            id -> ((Number) id).longValue() != before);
        }
    }

    @ConformanceTest(
            id = "get-telemetry-subscriptions.too-early-refused",
            api = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement =
                    "A client that asks again before its next push is due is rejected with THROTTLING_QUOTA_EXCEEDED.",
            source = SOURCE,
            why = "A client that asks in a loop would keep the broker busy.")
    void whoAsksTooEarlyIsRejected(Case test) {
        MetricsClient.expectError(test, ErrorCode.THROTTLING_QUOTA_EXCEEDED, MetricsClient::subscribe);
    }
}

package io.kspec.mock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientTelemetryTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int INTERVAL_MS = 1000;
    private static final TelemetryClient CLIENT =
            new TelemetryClient(new UUID(7, 7), "app-1", "apache-kafka-java", "4.4.0", "127.0.0.1");

    private final List<SortedMap<String, String>> configs = new ArrayList<>();
    private final ClientTelemetry telemetry = new ClientTelemetry(() -> List.copyOf(configs));

    private void subscribe(Map<String, String> values) {
        configs.add(new TreeMap<>(values));
    }

    private void subscribeAll() {
        subscribe(Map.of("metrics", "*", "interval.ms", Integer.toString(INTERVAL_MS)));
    }

    private ErrorCode push(int subscriptionId, boolean terminating, long nowMs) {
        return telemetry.push(CLIENT, new TelemetryPush(subscriptionId, terminating, true, false), nowMs);
    }

    @Test
    void withoutASubscriptionNothingIsAskedForEveryFiveMinutes() {
        ClientTelemetry.Granted granted = telemetry.get(CLIENT, NOW);

        assertThat(granted.error()).isEqualTo(ErrorCode.NONE);
        assertThat(granted.subscription()).isEqualTo(new TelemetrySubscription(new TreeSet<>(), 300_000));
    }

    @Test
    void subscriptionsThatSelectAClientAreCombined() {
        subscribe(Map.of("metrics", "org.apache.kafka.producer.", "interval.ms", "60000", "match", "client_id=app-.*"));
        subscribe(Map.of(
                "metrics",
                "org.apache.kafka.consumer.",
                "interval.ms",
                "5000",
                "match",
                "client_software_name=apache-kafka-java,client_source_address=127.*"));
        subscribe(Map.of("metrics", "*", "interval.ms", "100", "match", "client_id=app"));

        assertThat(telemetry.get(CLIENT, NOW).subscription())
                .isEqualTo(new TelemetrySubscription(
                        new TreeSet<>(List.of("org.apache.kafka.consumer.", "org.apache.kafka.producer.")), 5000));
    }

    @Test
    void whoIsSubscribedToAllIsToldNothingElse() {
        subscribe(Map.of("metrics", "org.apache.kafka.producer."));
        subscribeAll();

        assertThat(telemetry.get(CLIENT, NOW).subscription().metrics()).containsExactly("*");
    }

    @Test
    void whoAsksAgainTooEarlyIsThrottledUnlessTheSubscriptionsHaveChanged() {
        subscribeAll();
        assertThat(telemetry.get(CLIENT, NOW).error()).isEqualTo(ErrorCode.NONE);
        assertThat(telemetry.get(CLIENT, NOW + 999).error()).isEqualTo(ErrorCode.THROTTLING_QUOTA_EXCEEDED);

        int before = telemetry.get(CLIENT, NOW + 1000).subscriptionId();
        subscribe(Map.of("interval.ms", "500"));

        assertThat(telemetry.get(CLIENT, NOW + 1001).error()).isEqualTo(ErrorCode.NONE);
        assertThat(telemetry.get(CLIENT, NOW + 2000).subscriptionId()).isNotEqualTo(before);
    }

    @Test
    void onePushIsTakenInEachInterval() {
        subscribeAll();
        int id = telemetry.get(CLIENT, NOW).subscriptionId();

        assertThat(push(id, false, NOW + 1)).isEqualTo(ErrorCode.NONE);
        assertThat(push(id, false, NOW + 500)).isEqualTo(ErrorCode.THROTTLING_QUOTA_EXCEEDED);
        assertThat(push(id, false, NOW + 1001)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void theLastPushIsTakenAtAnyTimeAndIsTheLast() {
        subscribeAll();
        int id = telemetry.get(CLIENT, NOW).subscriptionId();
        assertThat(push(id, false, NOW + 1)).isEqualTo(ErrorCode.NONE);

        assertThat(push(id, true, NOW + 2)).isEqualTo(ErrorCode.NONE);
        assertThat(push(id, true, NOW + 5000)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whoPushesForAnotherSubscriptionMayAskAtOnce() {
        subscribeAll();
        int id = telemetry.get(CLIENT, NOW).subscriptionId();

        assertThat(push(id + 1, false, NOW + 1)).isEqualTo(ErrorCode.UNKNOWN_SUBSCRIPTION_ID);
        assertThat(telemetry.get(CLIENT, NOW + 2).error()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aPushThatCannotBeReadIsRefused() {
        subscribeAll();
        int id = telemetry.get(CLIENT, NOW).subscriptionId();

        assertThat(telemetry.push(CLIENT, new TelemetryPush(id, false, false, true), NOW + 1))
                .isEqualTo(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
        assertThat(telemetry.push(CLIENT, new TelemetryPush(id, false, true, true), NOW + 2000))
                .isEqualTo(ErrorCode.TELEMETRY_TOO_LARGE);
    }
}

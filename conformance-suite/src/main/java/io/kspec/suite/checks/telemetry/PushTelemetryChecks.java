package io.kspec.suite.checks.telemetry;

import static io.kspec.suite.checks.telemetry.MetricsClient.ERROR;
import static io.kspec.suite.checks.telemetry.MetricsClient.SOURCE;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.TelemetryRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.opentest4j.TestAbortedException;

/** Checks of PushTelemetry. */
class PushTelemetryChecks {
    private static final int GZIP = 1;
    private static final int NO_SUCH_TYPE = 99;
    /** The largest push that a check sends, in bytes: Apache Kafka takes 1 MiB by default. */
    private static final int MOST_BYTES = 4 << 20;

    @ConformanceTest(
            id = "push-telemetry.accepted",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            requirement = "The metrics of a client that has asked for its subscription are accepted.",
            source = SOURCE,
            why = "The Java client stops to push after an error.")
    void metricsAreAccepted(Case test) {
        client(test).push().expectError(ERROR, ErrorCode.NONE);
    }

    /** An instance that knows its subscription. */
    private static MetricsClient client(Case test) {
        return new MetricsClient(test, test.role("measured")).subscribed();
    }

    @ConformanceTest(
            id = "push-telemetry.compressed-accepted",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            requirement =
                    "Metrics that are compressed with gzip are accepted, if the broker has told that it accepts gzip.",
            source = SOURCE,
            why = "Clients compress their metrics with a type that the broker has told.")
    void compressedMetricsAreAccepted(Case test) {
        MetricsClient client = new MetricsClient(test, test.role("measured"));
        Answer told = client.subscribe().expectError(ERROR, ErrorCode.NONE);
        if (told.list("AcceptedCompressionTypes").stream().noneMatch(type -> ((Number) type).intValue() == GZIP)) {
            throw new TestAbortedException("the target does not accept gzip");
        }
        client.send(client.pushing().with(body -> body.set("CompressionType", GZIP)
                        .set("Metrics", compressed(MetricsClient.METRICS))))
                .expectError(ERROR, ErrorCode.NONE);
    }

    private static Bytes compressed(Bytes bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    @ConformanceTest(
            id = "push-telemetry.other-subscription-refused",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            requirement =
                    "Metrics for another subscription than the client's are rejected with UNKNOWN_SUBSCRIPTION_ID, and the"
                            + " client may ask for its subscription at once.",
            source = SOURCE,
            why = "It is how a client learns that other metrics are asked for.")
    void metricsOfAnotherSubscriptionAreRejected(Case test) {
        MetricsClient client = new MetricsClient(test, test.role("measured"));
        int other =
                1 + (int) client.subscribe().expectError(ERROR, ErrorCode.NONE).number("SubscriptionId");
        client.send(client.pushing().with(body -> body.set("SubscriptionId", other)))
                .expectError(ERROR, ErrorCode.UNKNOWN_SUBSCRIPTION_ID);
        client.subscribed();
    }

    @ConformanceTest(
            id = "push-telemetry.too-early-refused",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement = "A client that pushes again before its interval has passed is rejected with"
                    + " THROTTLING_QUOTA_EXCEEDED.",
            source = SOURCE,
            why = "A client that pushes in a loop would keep the broker busy.")
    void whoPushesTooEarlyIsRejected(Case test) {
        MetricsClient.expectError(test, ErrorCode.THROTTLING_QUOTA_EXCEEDED, client -> {
            client.push().expectError(ERROR, ErrorCode.NONE);
            return client.push();
        });
    }

    @ConformanceTest(
            id = "push-telemetry.last-push-accepted",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            requirement = "The last push of a client that ends is accepted before its interval has passed.",
            source = SOURCE,
            why =
                    "What a client has measured since its last push would be lost; short-lived clients have only this one.")
    void theLastPushIsAccepted(Case test) {
        MetricsClient client = client(test);
        client.push().expectError(ERROR, ErrorCode.NONE);
        pushLast(client).expectError(ERROR, ErrorCode.NONE);
    }

    private static Answer pushLast(MetricsClient client) {
        return client.send(client.pushing().with(body -> body.set("Terminating", true)));
    }

    @ConformanceTest(
            id = "push-telemetry.push-after-last-refused",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement = "A push after the last one of a client is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "A client that calls every push its last one would escape the interval.")
    void nothingFollowsTheLastPush(Case test) {
        MetricsClient.expectError(test, ErrorCode.INVALID_REQUEST, client -> {
            pushLast(client).expectError(ERROR, ErrorCode.NONE);
            return pushLast(client);
        });
    }

    @ConformanceTest(
            id = "push-telemetry.unknown-compression-refused",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement = "Metrics whose type of compression does not exist are rejected with"
                    + " UNSUPPORTED_COMPRESSION_TYPE.",
            source = SOURCE,
            why = "Nobody could read them.")
    void anUnknownCompressionIsRejected(Case test) {
        MetricsClient client = client(test);
        client.send(client.pushing().with(body -> body.set("CompressionType", NO_SUCH_TYPE)))
                .expectError(ERROR, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
    }

    @ConformanceTest(
            id = "push-telemetry.too-large-refused",
            api = "PushTelemetry",
            needs = "GetTelemetrySubscriptions",
            level = Level.SHOULD,
            requirement = "Metrics that are larger than the broker has told that it takes are rejected with"
                    + " TELEMETRY_TOO_LARGE.",
            source = SOURCE,
            why = "Metrics must not take the memory that the broker needs for records.")
    void tooManyMetricsAreRejected(Case test) {
        MetricsClient client = new MetricsClient(test, test.role("measured"));
        int limit = (int) client.subscribe().expectError(ERROR, ErrorCode.NONE).number("TelemetryMaxBytes");
        if (limit >= MOST_BYTES) {
            throw new TestAbortedException("the target takes " + limit + " bytes of metrics, more than a check sends");
        }
        client.send(client.pushing().with(body -> body.set("Metrics", Bytes.wrap(new byte[limit + 1]))))
                .expectError(ERROR, ErrorCode.TELEMETRY_TOO_LARGE);
    }

    @ConformanceTest(
            id = "push-telemetry.nameless-refused",
            api = "PushTelemetry",
            level = Level.SHOULD,
            requirement = "A push without the id of a client is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Nobody would know whose metrics they are.")
    void aPushWithoutAnIdIsRejected(Case test) {
        test.ask(TelemetryRequests.push(KafkaUuid.ZERO, 0, MetricsClient.METRICS))
                .expectError(ERROR, ErrorCode.INVALID_REQUEST);
    }
}

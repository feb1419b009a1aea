package io.kspec.suite.checks.telemetry;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.UUID;

/** Brokers that ask for metrics, or take them, in other ways than KIP-714 says. */
final class TelemetryMutants implements AreaMutants {
    private static final String GET = "GetTelemetrySubscriptions";
    private static final String PUSH = "PushTelemetry";
    private static final String ERROR = "ErrorCode";
    private static final String ID = "ClientInstanceId";
    private static final UUID SOMEONE = new UUID(7, 7);

    private static final List<Mutant> ALL = List.of(
            telling("K1200", "clients are given no ids", "id-assigned", ID, KafkaUuid.ZERO, "is not zero"),
            telling(
                    "K1200b",
                    "all clients are given the same id",
                    "id-assigned",
                    ID,
                    SOMEONE,
                    "is another one than before"),
            telling(
                    "K1200c",
                    "clients are to push without a pause",
                    "id-assigned",
                    "PushIntervalMs",
                    0,
                    "is 1 or more"),
            telling("K1200d", "clients may push nothing", "id-assigned", "TelemetryMaxBytes", 0, "is 1 or more"),
            telling(
                    "K1201",
                    "clients are told a compression that does not exist",
                    "compressions-exist",
                    "AcceptedCompressionTypes",
                    List.of(4, 9),
                    "only types from 0 to 4"),
            telling("K1202", "clients are given another id than they have", "id-kept", ID, SOMEONE, "or zero"),
            telling(
                    "K1203",
                    "subscribed metrics are asked for by nobody",
                    "what-is-subscribed",
                    "RequestedMetrics",
                    List.of(),
                    "one of them org.apache.kafka.producer."),
            telling(
                    "K1203b",
                    "clients push whenever the default says",
                    "what-is-subscribed",
                    "PushIntervalMs",
                    300_000,
                    "is 60000 or less, found 300000"),
            telling(
                    "K1204",
                    "all subscriptions have the same id",
                    "changes-are-seen",
                    "SubscriptionId",
                    1,
                    "is another one than 1"),
            telling(
                    "K1205",
                    "clients ask as often as they like",
                    "too-early-refused",
                    ERROR,
                    ErrorCode.NONE,
                    "found 0 NONE"),
            refusing("K1210", "metrics are taken by nobody", "accepted"),
            refusing("K1211", "metrics must not be compressed", "compressed-accepted"),
            accepting(
                    "K1212",
                    "metrics of any subscription are taken",
                    "other-subscription-refused",
                    "UNKNOWN_SUBSCRIPTION_ID"),
            accepting("K1213", "clients push as often as they like", "too-early-refused", "THROTTLING_QUOTA_EXCEEDED"),
            pushing(
                    "K1214",
                    "the last push has to wait as every other one",
                    "last-push-accepted",
                    request(PUSH).willReturn(asKafka().asIfAsked("Terminating", false)),
                    "0 NONE, found 89 THROTTLING_QUOTA_EXCEEDED"),
            accepting("K1215", "the last push is not the last", "push-after-last-refused", "INVALID_REQUEST"),
            accepting(
                    "K1216",
                    "metrics are compressed in any way",
                    "unknown-compression-refused",
                    "UNSUPPORTED_COMPRESSION_TYPE"),
            accepting("K1217", "metrics are of any size", "too-large-refused", "TELEMETRY_TOO_LARGE"),
            accepting("K1218", "metrics are taken from nobody", "nameless-refused", "INVALID_REQUEST"));

    private static Mutant telling(String id, String bug, String check, String path, Object value, String says) {
        return invented(id, bug)
                .by(request(GET).willReturn(asKafka().with(path, value)))
                .takingMetrics()
                .failing("get-telemetry-subscriptions." + check, GET, "0")
                .blaming(path)
                .saying(says);
    }

    private static Mutant pushing(String id, String bug, String check, Stub stub, String says) {
        return invented(id, bug)
                .by(stub)
                .takingMetrics()
                .failing("push-telemetry." + check, PUSH, "0")
                .blaming(ERROR)
                .saying(says);
    }

    private static Mutant refusing(String id, String bug, String check) {
        return pushing(
                id,
                bug,
                check,
                request(PUSH).willReturn(asKafka().error(ErrorCode.INVALID_RECORD)),
                "0 NONE, found 87 INVALID_RECORD");
    }

    private static Mutant accepting(String id, String bug, String check, String expected) {
        return pushing(
                id,
                bug,
                check,
                request(PUSH).willReturn(asKafka().with(ERROR, ErrorCode.NONE)),
                expected + ", found 0 NONE");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}

package io.kspec.suite.checks.admin;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** Checks of what clients see of their quotas. */
class QuotaEffectChecks {
    private static final String PROFILE = "quotas";
    private static final String THROTTLE = "ThrottleTimeMs";
    private static final String WHY =
            "Clients wait for so long before they send their next request, and count it in their metrics.";
    private static final String SOURCE = "KIP-13, KIP-219, KIP-546; measured on Apache Kafka";
    /** Apache Kafka counts over ten seconds at least: one batch is far more than it allows, and the wait still bounded. */
    private static final double BYTES_PER_SECOND = 1_500;

    private static final int BATCH_BYTES = 20_000;
    /** With the batch, a wait of about a second, over the ten seconds that Apache Kafka counts. */
    private static final double SLIGHTLY_LESS = 1_800;
    /** Long enough to tell it from no wait, in milliseconds. */
    private static final int LONG_MS = 300;
    /** The versions of Produce that tell a client to wait before it sends more, and leave that to the client (KIP-219). */
    private static final Versions TELLING = new Versions(6, Short.MAX_VALUE);
    /** How long brokers may take until they know of a quota. */
    private static final Duration PROPAGATION = Duration.ofSeconds(5);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    @ConformanceTest(
            id = "produce.quota-throttles",
            profile = PROFILE,
            api = "Produce",
            versions = "3+",
            needs = {"AlterClientQuotas", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A producer that sends more than its quota is told for how long it is throttled, and its records are"
                            + " written all the same.",
            source = SOURCE,
            why = WHY)
    void aProducerIsThrottled(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.PRODUCER, BYTES_PER_SECOND)) {
            expectThrottled(awaitThrottle(() -> test.ask(newConnection(quota, log), log.produceRequest(batch(test)))
                    .expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.NONE)));
        }
    }

    /** A broker that throttles a client does not read from its connection for so long, whether or not it has told. */
    private static Connection newConnection(ClientQuota quota, PartitionClient log) {
        quota.client().disconnect();
        return quota.client().leader(log.topic(), log.partition());
    }

    private static Bytes batch(Case test) {
        byte[] value = new byte[BATCH_BYTES];
        // A broker that compresses may count what is left: of this, all.
        new Random(BATCH_BYTES).nextBytes(value);
        Record large = new Record(0, Payload.TIMESTAMP, null, Bytes.wrap(value));
        return Payload.batch(test.version("Produce"), List.of(large));
    }

    private static Answer awaitThrottle(Supplier<Answer> request) {
        return awaitThrottle(1, request);
    }

    private static Answer awaitThrottle(int ms, Supplier<Answer> request) {
        return Await.of("a throttle time", PROPAGATION)
                .every(INTERVAL)
                .last(request, answer -> answer.number(THROTTLE) >= ms);
    }

    private static void expectThrottled(Answer answer) {
        answer.expect(THROTTLE, "is 1 or more, since the quota is exceeded", ms -> ((Number) ms).intValue() > 0);
    }

    @ConformanceTest(
            id = "produce.throttled-connection-waits",
            profile = PROFILE,
            needs = {"Produce", "AlterClientQuotas", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A broker that has told a client to wait does not answer the next request on its connection before, while it"
                            + " answers other clients.",
            source = SOURCE,
            why = "A client that does not wait would take the share of the others.")
    void aThrottledConnectionWaits(Case test) {
        test.limit("Produce", TELLING);
        PartitionClient log = PartitionClient.ofNewTopic(test);
        ClientRequest question = MetadataRequests.noTopics();
        Duration usual = test.ask(question).took();
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.PRODUCER, SLIGHTLY_LESS)) {
            Answer told =
                    awaitThrottle(LONG_MS, () -> test.ask(newConnection(quota, log), log.produceRequest(batch(test))));
            Duration throttle = Duration.ofMillis(told.number(THROTTLE));
            if (throttle.toMillis() < LONG_MS) {
                throw new TestAbortedException("needs a client that is told to wait for " + LONG_MS
                        + " ms at least; the target says " + throttle.toMillis());
            }
            Connection throttled = quota.client().leader(log.topic(), log.partition());
            int correlationId = throttled.send(question, test.version(question));
            Answer other = test.ask(question);
            Answer late = Answer.of(throttled.receive(
                    correlationId, throttle.plus(test.stage().settings().readTimeout())));
            Duration half = throttle.dividedBy(2);
            Duration quick = usual.plus(half);
            other.expect(
                    other.took().compareTo(quick) < 0,
                    "",
                    "another client to be answered within " + quick.toMillis() + " ms",
                    "an answer after " + other.took().toMillis() + " ms");
            Duration waited = late.exchange().receivedAt().minus(told.exchange().receivedAt());
            late.expect(
                    waited.compareTo(half) >= 0,
                    "",
                    "an answer no earlier than " + half.toMillis() + " ms after a client was told to wait",
                    "one after " + waited.toMillis() + " ms");
        }
    }

    @ConformanceTest(
            id = "fetch.quota-throttles",
            profile = PROFILE,
            api = "Fetch",
            versions = "4+",
            needs = {"AlterClientQuotas", "Produce", "CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A consumer that fetches more than its quota is told for how long it is throttled.",
            source = SOURCE,
            why = WHY)
    void aConsumerIsThrottled(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        test.need("a produced record", List.of("Produce"), () -> log.produce(batch(test))
                .expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.NONE));
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.CONSUMER, BYTES_PER_SECOND)) {
            expectThrottled(awaitThrottle(() -> test.ask(newConnection(quota, log), log.fetchRequest(0))));
        }
    }
}

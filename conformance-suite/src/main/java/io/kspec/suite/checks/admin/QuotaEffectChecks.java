package io.kspec.suite.checks.admin;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

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
        return Await.of("a throttle time", PROPAGATION)
                .every(INTERVAL)
                .last(request, answer -> answer.number(THROTTLE) > 0);
    }

    private static void expectThrottled(Answer answer) {
        answer.expect(THROTTLE, "is 1 or more, since the quota is exceeded", ms -> ((Number) ms).intValue() > 0);
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

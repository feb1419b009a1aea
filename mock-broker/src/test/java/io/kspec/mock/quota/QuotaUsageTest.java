package io.kspec.mock.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The figures are those of Kafka's Rate and TokenBucket with the same windows. */
class QuotaUsageTest {
    private static final QuotaWindows WINDOWS = QuotaWindows.DEFAULTS;
    private static final long NOW = 1_700_000_000_000L;
    private static final QuotaUsage.Client CLIENT = new QuotaUsage.Client(1, "ANONYMOUS", "c");

    private final QuotaTable table = new QuotaTable();
    private final QuotaUsage usage = new QuotaUsage(table);

    private void limit(String key, double perSecond) {
        table.alter(
                QuotaEntity.of(Map.of(QuotaEntity.CLIENT_ID, "c")),
                List.of(new QuotaChange(key, OptionalDouble.of(perSecond))),
                false);
    }

    private long produce(double bytes, long nowMs) {
        return usage.record(QuotaKey.PRODUCER_BYTE_RATE, CLIENT, bytes, nowMs, WINDOWS);
    }

    @Test
    void withoutAQuotaNobodyIsThrottled() {
        assertThat(produce(1e9, NOW)).isZero();
    }

    @Test
    void aClientMayUseWhatTenSecondsAllowAtOnce() {
        limit("producer_byte_rate", 100);

        assertThat(produce(1000, NOW)).isZero();
    }

    @Test
    void theExcessIsMadeUpForAtTheAllowedRate() {
        limit("producer_byte_rate", 100);

        assertThat(produce(1500, NOW)).isEqualTo(5000);
        // The rate is that of ten seconds at least, so the client may not use anything yet.
        assertThat(produce(0, NOW + 5000)).isEqualTo(5000);
        assertThat(produce(0, NOW + 15_000)).isZero();
    }

    @Test
    void oldWindowsAreForgotten() {
        limit("producer_byte_rate", 100);

        assertThat(produce(1000, NOW)).isZero();
        assertThat(produce(1000, NOW + 11_000)).isZero();
    }

    @Test
    void aChangedLimitCountsWithWhatWasUsedBefore() {
        limit("producer_byte_rate", 100);
        assertThat(produce(1000, NOW)).isZero();

        limit("producer_byte_rate", 50);
        assertThat(produce(0, NOW)).isEqualTo(10_000);
    }

    @Test
    void eachBrokerMeasuresOnItsOwn() {
        limit("producer_byte_rate", 100);
        assertThat(produce(1000, NOW)).isZero();

        QuotaUsage.Client elsewhere = new QuotaUsage.Client(2, "ANONYMOUS", "c");
        assertThat(usage.record(QuotaKey.PRODUCER_BYTE_RATE, elsewhere, 1000, NOW, WINDOWS))
                .isZero();
    }

    @Test
    void whatIsTakenBackDoesNotCount() {
        limit("producer_byte_rate", 100);
        assertThat(produce(2000, NOW)).isPositive();
        usage.takeBack(QuotaKey.PRODUCER_BYTE_RATE, CLIENT, 2000, NOW, WINDOWS);

        assertThat(produce(1000, NOW)).isZero();
    }

    @Test
    void aStrictMutationIsRefusedOnlyIfTokensAreMissingAlready() {
        limit("controller_mutation_rate", 1);

        assertThat(mutate(20, true, NOW)).isEqualTo(new QuotaUsage.MutationResult(false, 0));
        assertThat(mutate(1, true, NOW)).isEqualTo(new QuotaUsage.MutationResult(true, 9000));
        assertThat(mutate(1, true, NOW + 9000)).isEqualTo(new QuotaUsage.MutationResult(false, 0));
    }

    @Test
    void anUnknowingClientIsOnlyThrottled() {
        limit("controller_mutation_rate", 1);

        assertThat(mutate(20, false, NOW)).isEqualTo(new QuotaUsage.MutationResult(false, 9000));
        assertThat(mutate(1, false, NOW)).isEqualTo(new QuotaUsage.MutationResult(false, 10_000));
    }

    private QuotaUsage.MutationResult mutate(int partitions, boolean strict, long nowMs) {
        return usage.mutate(CLIENT, partitions, strict, nowMs, () -> WINDOWS);
    }

    @Test
    void connectionsAboveTheRateAreThrottledForOneWindowAtMostAndDoNotCount() {
        table.alter(
                QuotaEntity.of(Map.of(QuotaEntity.IP, "10.0.0.1")),
                List.of(new QuotaChange("connection_creation_rate", OptionalDouble.of(1))),
                false);

        for (int i = 0; i < 10; i++) {
            assertThat(usage.connect(1, "10.0.0.1", NOW, WINDOWS)).isZero();
        }
        assertThat(usage.connect(1, "10.0.0.1", NOW, WINDOWS)).isEqualTo(1000);
        assertThat(usage.connect(1, "10.0.0.1", NOW, WINDOWS)).isEqualTo(1000);
        assertThat(usage.connect(1, "10.0.0.2", NOW, WINDOWS)).isZero();
    }
}

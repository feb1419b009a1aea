package io.kspec.mock.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.mock.transaction.TransactionCoordinator.ProducerResult;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the coordinator decides, as Apache Kafka does. */
class TransactionCoordinatorTest {
    private static final String ID = "tx";
    private static final int TIMEOUT_MS = 60_000;
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    private final List<TransactionMarker> written = new ArrayList<>();
    private ErrorCode markerError = ErrorCode.NONE;
    private TransactionCoordinator coordinator = coordinator(TransactionSettings.DEFAULTS);
    private long nowMs = 1_000;

    private TransactionCoordinator coordinator(TransactionSettings settings) {
        return new TransactionCoordinator(settings, (partition, marker, atMs) -> {
            if (markerError == ErrorCode.NONE) {
                written.add(marker);
            }
            return markerError;
        });
    }

    private ProducerResult init() {
        return coordinator.init(ID, TIMEOUT_MS, null, nowMs);
    }

    private ProducerIdentity begin() {
        ProducerIdentity producer = init().producer();
        assertThat(coordinator.add(ID, producer, Set.of(FIRST), nowMs)).isEqualTo(ErrorCode.NONE);
        return producer;
    }

    private String state() {
        return coordinator.live(ID).map(TransactionState::name).orElse("Dead");
    }

    private static ProducerIdentity at(ProducerIdentity producer, int epoch) {
        return new ProducerIdentity(producer.id(), (short) epoch);
    }

    @Test
    void withVersion1TheEpochStaysAndARetryIsConfirmed() {
        ProducerIdentity producer = begin();

        assertThat(coordinator.end(ID, producer, true, false, nowMs))
                .isEqualTo(ProducerResult.of(ProducerIdentity.NONE));
        assertThat(written).containsExactly(new TransactionMarker(producer.id(), (short) 0, true, 0, 0));
        assertThat(coordinator.end(ID, producer, true, false, nowMs).error()).isEqualTo(ErrorCode.NONE);
        assertThat(coordinator.end(ID, producer, false, false, nowMs).error()).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(written).hasSize(1);
        assertThat(state()).isEqualTo("CompleteCommit");
    }

    @Test
    void withVersion2TheEpochIsBumpedAndARetryIsTold() {
        ProducerIdentity producer = begin();

        assertThat(coordinator.end(ID, producer, false, true, nowMs)).isEqualTo(ProducerResult.of(at(producer, 1)));
        assertThat(written).containsExactly(new TransactionMarker(producer.id(), (short) 1, false, 0, 2));
        assertThat(coordinator.end(ID, producer, false, true, nowMs)).isEqualTo(ProducerResult.of(at(producer, 1)));
        assertThat(coordinator.end(ID, producer, true, true, nowMs).error()).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(state()).isEqualTo("CompleteAbort");
    }

    @Test
    void withVersion2AProducerWithoutATransactionMayAbortButNotCommit() {
        ProducerIdentity producer = init().producer();

        assertThat(coordinator.end(ID, producer, true, true, nowMs).error()).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(coordinator.end(ID, producer, false, false, nowMs).error()).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(coordinator.end(ID, producer, false, true, nowMs)).isEqualTo(ProducerResult.of(at(producer, 1)));
        assertThat(written).isEmpty();
    }

    @Test
    void onlyTheProducerOfTheCurrentEpochMayAddPartitions() {
        ProducerIdentity old = init().producer();
        ProducerIdentity current = init().producer();

        assertThat(coordinator.add(ID, old, Set.of(FIRST), nowMs)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(coordinator.add(ID, new ProducerIdentity(99, (short) 1), Set.of(FIRST), nowMs))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(coordinator.add("other", current, Set.of(FIRST), nowMs))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(coordinator.add("", current, Set.of(FIRST), nowMs)).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(coordinator.add(ID, current, Set.of(FIRST), nowMs)).isEqualTo(ErrorCode.NONE);
        assertThat(coordinator.has(ID, FIRST)).isTrue();
        assertThat(coordinator.has(ID, SECOND)).isFalse();
    }

    @Test
    void aProducerThatNamesItselfMayRetryInitProducerId() {
        ProducerIdentity producer = init().producer();

        ProducerIdentity next =
                coordinator.init(ID, TIMEOUT_MS, producer, nowMs).producer();
        assertThat(next).isEqualTo(at(producer, 1));
        assertThat(coordinator.init(ID, TIMEOUT_MS, producer, nowMs).producer()).isEqualTo(next);
        assertThat(init().producer()).isEqualTo(at(producer, 2));
        assertThat(coordinator.init(ID, TIMEOUT_MS, producer, nowMs).error()).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 900_001})
    void aTimeoutMustBeWithinTheLimit(int timeoutMs) {
        assertThat(coordinator.init(ID, timeoutMs, null, nowMs).error())
                .isEqualTo(ErrorCode.INVALID_TRANSACTION_TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aNewProducerAbortsTheOpenTransactionAndMustAskAgain(int version) {
        coordinator = coordinator(TransactionSettings.DEFAULTS.withVersion(version));
        ProducerIdentity old = begin();

        assertThat(init().error()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(written).singleElement().satisfies(marker -> {
            assertThat(marker.committed()).isFalse();
            assertThat(marker.producerEpoch()).isEqualTo((short) 1);
        });
        assertThat(coordinator.end(ID, old, true, version == 2, nowMs).error()).isNotEqualTo(ErrorCode.NONE);
        assertThat(init().producer()).isEqualTo(at(old, 2));
    }

    @Test
    void aTransactionIsAbortedAtItsTimeout() {
        begin();
        assertThat(coordinator.nextDeadlineMs()).isEqualTo(nowMs + TIMEOUT_MS);

        coordinator.advanceTo(nowMs + TIMEOUT_MS - 1);
        assertThat(state()).isEqualTo("Ongoing");
        coordinator.advanceTo(nowMs + TIMEOUT_MS);

        assertThat(state()).isEqualTo("CompleteAbort");
        assertThat(written).hasSize(1);
    }

    @Test
    void laterPartitionsDoNotProlongATransaction() {
        ProducerIdentity producer = begin();
        nowMs += TIMEOUT_MS - 1;
        coordinator.add(ID, producer, Set.of(SECOND), nowMs);

        coordinator.advanceTo(nowMs + 1);

        assertThat(state()).isEqualTo("CompleteAbort");
        assertThat(written).hasSize(2);
    }

    @Test
    void untilDelayedMarkersAreWrittenEverythingMustWait() {
        coordinator = coordinator(TransactionSettings.DEFAULTS.withMarkerDelayMs(500));
        ProducerIdentity producer = begin();
        ProducerIdentity next = coordinator.end(ID, producer, true, true, nowMs).producer();

        assertThat(state()).isEqualTo("PrepareCommit");
        assertThat(coordinator.add(ID, next, Set.of(FIRST), nowMs)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(coordinator.end(ID, producer, true, true, nowMs).error())
                .isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(init().error()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(written).isEmpty();
        coordinator.advanceTo(nowMs + 500);
        assertThat(state()).isEqualTo("CompleteCommit");
        assertThat(written).hasSize(1);
    }

    @Test
    void aMarkerThatCannotBeWrittenIsTriedAgain() {
        ProducerIdentity producer = begin();
        markerError = ErrorCode.KAFKA_STORAGE_ERROR;
        coordinator.end(ID, producer, true, true, nowMs);
        assertThat(state()).isEqualTo("PrepareCommit");

        markerError = ErrorCode.NONE;
        coordinator.advanceTo(coordinator.nextDeadlineMs());

        assertThat(state()).isEqualTo("CompleteCommit");
    }

    @Test
    void partitionsThatNoLongerExistNeedNoMarker() {
        ProducerIdentity producer = begin();
        markerError = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;

        assertThat(coordinator.end(ID, producer, true, true, nowMs).error()).isEqualTo(ErrorCode.NONE);
        assertThat(state()).isEqualTo("CompleteCommit");
    }

    @Test
    void anUnusedTransactionalIdIsForgotten() {
        init();

        coordinator.advanceTo(nowMs + TransactionSettings.DEFAULTS.idExpirationMs());

        assertThat(state()).isEqualTo("Dead");
        assertThat(coordinator.nextDeadlineMs()).isEqualTo(Long.MAX_VALUE);
    }

    private ProducerIdentity inLastEpoch() {
        ProducerIdentity first = init().producer();
        ProducerIdentity last = first;
        for (int i = 1; i < Short.MAX_VALUE; i++) {
            last = init().producer();
        }
        assertThat(last).isEqualTo(at(first, Short.MAX_VALUE - 1));
        return last;
    }

    @Test
    void afterTheLastEpochAProducerGetsAnotherId() {
        ProducerIdentity last = inLastEpoch();

        assertThat(init().producer()).isEqualTo(new ProducerIdentity(last.id() + 1, (short) 0));
    }

    /** As measured on Apache Kafka 4.3.1. */
    @Test
    void aTransactionOfTheLastEpochEndsInAnEpochOfItsOwnAndWithAnotherId() {
        ProducerIdentity last = inLastEpoch();
        coordinator.add(ID, last, Set.of(FIRST), nowMs);
        ProducerIdentity next = new ProducerIdentity(last.id() + 1, (short) 0);

        assertThat(coordinator.end(ID, last, true, true, nowMs)).isEqualTo(ProducerResult.of(next));
        assertThat(written).containsExactly(new TransactionMarker(last.id(), Short.MAX_VALUE, true, 0, 2));
        assertThat(coordinator.end(ID, last, true, true, nowMs)).isEqualTo(ProducerResult.of(next));
        assertThat(coordinator.end(ID, last, false, true, nowMs).error()).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(coordinator.init(ID, TIMEOUT_MS, last, nowMs).producer()).isEqualTo(next);
        assertThat(coordinator.init(ID, TIMEOUT_MS, last, nowMs).error()).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }
}

package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharePartitionTest {
    private static final int ACCEPT = 1;
    private static final int RELEASE = 2;
    private static final int REJECT = 3;
    private static final int RENEW = 4;
    private static final int LOCK_MS = 1_000;
    private static final SharePartitionKey KEY = new SharePartitionKey("group", new UUID(1, 1), 0);
    private static final ShareTerms TERMS = new ShareTerms(45_000, 5_000, 0, LOCK_MS, 3, 100, "earliest", false, true);

    private final StateTable states = new StateTable((topic, partition) -> true, new MemoryBudget(1 << 20));
    private final List<RecordBatch> log = new ArrayList<>();
    private SharePartition partition;

    SharePartitionTest() {
        assertThat(states.initialize(KEY, 1, 0)).isEqualTo(ErrorCode.NONE);
        partition = loaded();
    }

    private SharePartition loaded() {
        return SharePartition.of(KEY, 0, states.read(KEY, 0).state(), states, 0);
    }

    /** Appends a batch of records to the log. */
    private void append(int records) {
        long base = log.isEmpty() ? 0 : log.get(log.size() - 1).lastOffset() + 1;
        RecordBatchBuilder batch = RecordBatch.builder().baseOffset(base);
        for (int i = 0; i < records; i++) {
            batch.append(1, null, Bytes.EMPTY);
        }
        log.add(batch.build());
    }

    private List<AcquiredRecords> acquire(String member, int maxRecords, long nowMs) {
        long offset = partition.nextFetchOffset();
        List<RecordBatch> read =
                log.stream().filter(batch -> batch.lastOffset() >= offset).toList();
        return partition.acquire(
                new AcquireRequest(member, false, 500, maxRecords), TERMS, offset, read, batch -> false, nowMs);
    }

    private List<AcquiredRecords> acquire(String member) {
        return acquire(member, 500, 0);
    }

    private ErrorCode acknowledge(String member, long first, long last, int type) {
        return partition.finish(begin(member, first, last, type, 0));
    }

    private Acknowledgement begin(String member, long first, long last, int type, long nowMs) {
        return partition.begin(
                member, List.of(new AcknowledgementBatch(first, last, List.of((byte) type))), TERMS, nowMs);
    }

    private static AcquiredRecords range(long first, long last, int count) {
        return new AcquiredRecords(first, last, count);
    }

    @Test
    void whoComesSecondGetsTheNextBatch() {
        append(3);
        append(2);

        assertThat(acquire("a", 1, 0)).containsExactly(range(0, 2, 1));
        assertThat(acquire("b", 1, 0)).containsExactly(range(3, 4, 1));
        assertThat(acquire("c")).isEmpty();
    }

    @Test
    void releasedRecordsAreDeliveredAgainUpToTheLimit() {
        append(1);
        for (int delivery = 1; delivery <= TERMS.deliveryCountLimit(); delivery++) {
            assertThat(acquire("a")).containsExactly(range(0, 0, delivery));
            assertThat(acknowledge("a", 0, 0, RELEASE)).isEqualTo(ErrorCode.NONE);
        }

        assertThat(acquire("a")).isEmpty();
        assertThat(partition.startOffset()).isEqualTo(1);
    }

    @Test
    void acceptedAndRejectedRecordsMoveTheStartOffset() {
        append(4);
        acquire("a");

        assertThat(acknowledge("a", 1, 1, REJECT)).isEqualTo(ErrorCode.NONE);
        assertThat(partition.startOffset()).isZero();
        assertThat(acknowledge("a", 0, 0, ACCEPT)).isEqualTo(ErrorCode.NONE);
        assertThat(partition.startOffset()).isEqualTo(2);
    }

    @Test
    void onlyWhoHoldsARecordMayAcknowledgeIt() {
        append(2);
        acquire("a");

        assertThat(acknowledge("b", 0, 1, ACCEPT)).isEqualTo(ErrorCode.INVALID_RECORD_STATE);
        assertThat(acknowledge("a", 0, 5, ACCEPT)).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(acknowledge("a", 0, 1, 9)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aRefusedAcknowledgementChangesNothing() {
        append(2);
        append(2);
        acquire("a", 1, 0);
        acquire("b", 1, 0);

        assertThat(acknowledge("a", 0, 3, ACCEPT)).isEqualTo(ErrorCode.INVALID_RECORD_STATE);
        assertThat(partition.startOffset()).isZero();
        assertThat(acknowledge("a", 0, 1, ACCEPT)).isEqualTo(ErrorCode.NONE);
        assertThat(partition.startOffset()).isEqualTo(2);
    }

    @Test
    void anEndedLockMakesARecordAvailable() {
        append(2);
        acquire("a");

        assertThat(partition.expireLocks(TERMS, LOCK_MS - 1)).isEqualTo(ErrorCode.NONE);
        assertThat(acquire("b")).isEmpty();
        assertThat(partition.nextLockEndMs()).isEqualTo(LOCK_MS);
        assertThat(partition.expireLocks(TERMS, LOCK_MS)).isEqualTo(ErrorCode.NONE);

        assertThat(acquire("b")).containsExactly(range(0, 1, 2));
        assertThat(acknowledge("a", 0, 1, ACCEPT)).isEqualTo(ErrorCode.INVALID_RECORD_STATE);
    }

    @Test
    void aRenewedLockLastsLonger() {
        append(2);
        acquire("a");

        assertThat(partition.finish(begin("a", 0, 1, RENEW, 600))).isEqualTo(ErrorCode.NONE);

        assertThat(partition.nextLockEndMs()).isEqualTo(600 + LOCK_MS);
    }

    @Test
    void releasedRecordsAreDeliveredOnceTheirReleaseIsWritten() {
        append(2);
        acquire("a");

        Acknowledgement release = begin("a", 0, 1, RELEASE, 0);
        assertThat(acquire("b")).isEmpty();
        assertThat(acknowledge("a", 0, 1, ACCEPT)).isEqualTo(ErrorCode.INVALID_RECORD_STATE);

        assertThat(partition.finish(release)).isEqualTo(ErrorCode.NONE);
        assertThat(acquire("b")).containsExactly(range(0, 1, 2));
    }

    @Test
    void aSessionThatEndsReleasesWhatItsMemberHolds() {
        append(2);
        append(1);
        acquire("a", 1, 0);
        acquire("b", 1, 0);

        assertThat(partition.release("a", TERMS)).isEqualTo(ErrorCode.NONE);

        assertThat(acquire("c")).containsExactly(range(0, 1, 2));
    }

    @Test
    void recordsStayLockedIfTheShareCoordinatorRefusesTheirRelease() {
        append(2);
        acquire("a");
        assertThat(states.delete(KEY)).isEqualTo(ErrorCode.NONE);

        assertThat(partition.release("a", TERMS)).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);

        assertThat(acquire("b")).isEmpty();
        assertThat(partition.nextLockEndMs()).isEqualTo(LOCK_MS);
    }

    @Test
    void noMoreRecordsAreInFlightThanTheGroupAllows() {
        append(60);
        append(60);
        append(60);

        assertThat(acquire("a")).containsExactly(range(0, 119, 1));
        assertThat(partition.canAcquire(TERMS)).isFalse();
    }

    @Test
    void aRecordAtItsLastDeliveryIsDeliveredAlone() {
        append(3);
        for (int i = 0; i < 2; i++) {
            acquire("a");
            assertThat(acknowledge("a", 0, 2, RELEASE)).isEqualTo(ErrorCode.NONE);
        }

        assertThat(acquire("a")).containsExactly(range(0, 0, 3));
    }

    @Test
    void anotherLeaderGoesOnWhereTheFirstHasWritten() {
        append(4);
        acquire("a");
        acknowledge("a", 1, 2, ACCEPT);

        partition = loaded();

        assertThat(partition.startOffset()).isZero();
        assertThat(acquire("b")).containsExactly(range(0, 0, 1), range(3, 3, 1));
    }

    @Test
    void recordsThatAreGoneFromTheLogAreNotDelivered() {
        append(2);
        append(2);
        acquire("a");
        acknowledge("a", 0, 3, RELEASE);

        partition.logBegins(2);

        assertThat(partition.startOffset()).isEqualTo(2);
        assertThat(acquire("a")).containsExactly(range(2, 3, 2));
    }

    @Test
    void recordsInFlightAreKnownAgainIfTheLogIsReadFromBeforeThem() {
        append(4);
        append(2);
        partition.logBegins(2);
        assertThat(acquire("a")).containsExactly(range(2, 5, 1));
        assertThat(acknowledge("a", 2, 5, RELEASE)).isEqualTo(ErrorCode.NONE);

        partition.logBegins(3);

        assertThat(acquire("a")).containsExactly(range(3, 5, 2));
    }
}

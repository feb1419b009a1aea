package io.kspec.mock.api.record;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sequence numbers and epochs of idempotent producers, checked as in Apache Kafka. */
class IdempotenceTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    IdempotenceTest() throws IOException {
        broker = MockBroker.builder().topic("t", 1).start();
        client = new WireClient(broker);
    }

    private Message append(int epoch, int sequence, int records) throws IOException {
        Message answer = client.ask(
                "Produce",
                7,
                produce(
                        "t",
                        0,
                        1,
                        batch(records)
                                .producer(42, (short) epoch, sequence)
                                .build()
                                .bytes()));
        return onlyPartition(answer, "Responses", "PartitionResponses");
    }

    @Test
    void aRetriedBatchKeepsItsOffset() throws IOException {
        append(0, 0, 3);
        append(0, 3, 1);

        assertThat(append(0, 0, 3).getLong("BaseOffset")).isZero();
        assertThat(append(0, 3, 1).getLong("BaseOffset")).isEqualTo(3);
        assertThat(append(0, 4, 1).getLong("BaseOffset")).isEqualTo(4);
    }

    @Test
    void onlyTheLastFiveBatchesAreRecognized() throws IOException {
        for (int i = 0; i < 7; i++) {
            append(0, i, 1);
        }

        assertThat(append(0, 2, 1).getLong("BaseOffset")).isEqualTo(2);
        assertThat(error(append(0, 1, 1))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void gapsAndOverlapsAreOutOfOrder() throws IOException {
        append(0, 0, 3);

        assertThat(error(append(0, 4, 1))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(error(append(0, 2, 3))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(error(append(0, 0, 2))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(append(0, 3, 1).getLong("BaseOffset")).isEqualTo(3);
    }

    @Test
    void anUnknownProducerMayStartWithAnySequenceNumberFromZero() throws IOException {
        assertThat(error(append(0, -5, 1))).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(error(append(0, 5, 1))).isEqualTo(ErrorCode.NONE);
        assertThat(error(append(0, 6, 1))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aNewEpochStartsAtZeroAndFencesTheOldOne() throws IOException {
        append(0, 0, 1);

        assertThat(error(append(1, 1, 1))).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(error(append(1, 0, 1))).isEqualTo(ErrorCode.NONE);
        assertThat(error(append(0, 1, 1))).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void sequenceNumbersWrapAroundToZero() throws IOException {
        append(0, Integer.MAX_VALUE - 1, 4);

        assertThat(error(append(0, 2, 1))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void initProducerIdAssignsANewIdUnlessTheTransactionalIdHasOne() throws IOException {
        long first = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", null))
                .getLong("ProducerId");
        long second = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", null))
                .getLong("ProducerId");
        Message ours = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                .set("TransactionTimeoutMs", 60_000));
        Message again = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                .set("TransactionTimeoutMs", 60_000));

        assertThat(second).isNotEqualTo(first);
        assertThat(again.getLong("ProducerId")).isEqualTo(ours.getLong("ProducerId"));
        assertThat(again.getInt("ProducerEpoch")).isEqualTo(ours.getInt("ProducerEpoch") + 1);
        Message fenced = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                .set("TransactionTimeoutMs", 60_000)
                .set("ProducerId", ours.getLong("ProducerId"))
                .set("ProducerEpoch", 0));
        assertThat(error(fenced)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }
}

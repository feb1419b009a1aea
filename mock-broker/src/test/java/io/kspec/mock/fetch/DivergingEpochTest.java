package io.kspec.mock.fetch;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A consumer that has read records which the log does not have is told where the log diverges (KIP-595). Epoch 0 has the offsets 0
 * to 2, epoch 2 has 3 and 4, and epoch 1 has none.
 */
class DivergingEpochTest {
    @AutoClose
    private final MockBroker mock = MockBroker.builder().topic("t", 1).start();

    @AutoClose
    private final WireClient client = new WireClient(mock);

    DivergingEpochTest() throws IOException {}

    @BeforeEach
    void appendInTwoEpochs() throws IOException {
        client.ask("Produce", 8, produce("t", 0, 1, batch(3).build().bytes()));
        mock.cluster().bumpLeaderEpoch("t", 0);
        mock.cluster().bumpLeaderEpoch("t", 0);
        client.ask("Produce", 8, produce("t", 0, 1, batch(2).build().bytes()));
    }

    private Message fetched(int offset, int lastFetchedEpoch) throws IOException {
        Message response = client.ask("Fetch", 12, fetch("t", 1, 60_000, entry -> entry.set("FetchOffset", offset)
                .set("LastFetchedEpoch", lastFetchedEpoch)
                .set("PartitionMaxBytes", 1000)));
        return onlyPartition(response, "Responses", "Partitions");
    }

    private void assertDiverges(Message partition, int epoch, long endOffset) {
        Message diverging = partition.getStruct("DivergingEpoch");
        assertThat(error(partition)).isEqualTo(ErrorCode.NONE);
        assertThat(diverging.getInt("Epoch")).isEqualTo(epoch);
        assertThat(diverging.getLong("EndOffset")).isEqualTo(endOffset);
        assertThat(partition.getBytes("Records").size()).isZero();
        assertThat(partition.getLong("HighWatermark")).isEqualTo(5);
    }

    @Test
    void recordsOfALaterOffsetInAnEarlierEpochWereTruncated() throws IOException {
        assertDiverges(fetched(4, 0), 0, 3);
    }

    @Test
    void anEpochWithoutRecordsEndsWhereTheEarlierOneDoes() throws IOException {
        assertDiverges(fetched(3, 1), 0, 3);
    }

    @Test
    void anOffsetBeyondTheLatestEpochIsNotOutOfRange() throws IOException {
        assertDiverges(fetched(6, 2), 2, 5);
        assertThat(error(fetched(6, -1))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void anEpochThatTheLeaderDoesNotKnowIsOutOfRange() throws IOException {
        assertThat(error(fetched(3, 3))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void aConsumerThatHasReadTheSameRecordsReadsOn() throws IOException {
        Message partition = fetched(3, 0);

        assertThat(partition.getStruct("DivergingEpoch").getLong("EndOffset")).isEqualTo(-1);
        assertThat(partition.getBytes("Records").size()).isPositive();
    }
}

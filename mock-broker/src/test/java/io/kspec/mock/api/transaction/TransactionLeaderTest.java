package io.kspec.mock.api.transaction;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Transactions on several brokers, each of which leads some of the partitions. */
class TransactionLeaderTest {
    @AutoClose
    private final MockBroker mock;

    TransactionLeaderTest() throws IOException {
        mock = MockBroker.builder()
                .brokers(3)
                .defaultReplicationFactor(3)
                .topic("orders", 3)
                .start();
        mock.cluster().moveTransactionCoordinator("tx", 1);
    }

    @Test
    void aPartitionThatTheBrokerDoesNotLeadDoesNotJoinTheTransaction() throws IOException {
        try (WireClient client = new WireClient(mock)) {
            long producerId = client.ask("InitProducerId", 4, request -> request.set("TransactionalId", "tx")
                            .set("TransactionTimeoutMs", 60_000))
                    .getLong("ProducerId");
            Bytes records = batch(1).producer(producerId, (short) 0, 0)
                    .transactional()
                    .build()
                    .bytes();

            Message response = client.ask("Produce", 12, request -> request.set("Acks", -1)
                    .set("TimeoutMs", 1000)
                    .set("TransactionalId", "tx")
                    .add("TopicData", topic -> topic.set("Name", "orders")
                            .setEach("PartitionData", List.of(0, 1), (data, index) -> data.set("Index", index)
                                    .set("Records", records))));

            assertThat(only(response.getStructs("Responses")).getStructs("PartitionResponses"))
                    .extracting(partition -> error(partition))
                    .containsExactly(ErrorCode.NONE, ErrorCode.NOT_LEADER_OR_FOLLOWER);
            Message transaction = only(
                    client.ask("DescribeTransactions", 0, request -> request.set("TransactionalIds", List.of("tx")))
                            .getStructs("TransactionStates"));
            assertThat(only(transaction.getStructs("Topics")).getInts("Partitions"))
                    .containsExactly(0);
        }
    }
}

package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.onlyPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What readers of {@code __consumer_offsets} find there. The walk of groups compares it with Apache Kafka. */
class OffsetsTopicTest {
    private static final String GROUP = "g";
    private static final String OFFSETS = "__consumer_offsets";
    private static final int PARTITION = CoordinatorPartitions.of(GROUP);
    /** OffsetCommitKey v1 of partition 1 of the topic t. */
    private static final String KEY = "0001" + "000167" + "000174" + "00000001";
    /** GroupMetadataKey v2. */
    private static final String GROUP_KEY = "0002" + "000167";

    private final ManualClock clock = ManualClock.at(Instant.ofEpochMilli(0x1234));

    @AutoClose
    private final MockBroker broker =
            MockBroker.builder().clock(clock).topic("t", 2).start();

    @AutoClose
    private final WireClient client;

    OffsetsTopicTest() throws IOException {
        client = new WireClient(broker);
        client.ask("FindCoordinator", 2, request -> request.set("Key", GROUP));
    }

    private void commit() throws IOException {
        client.ask("OffsetCommit", 6, request -> request.set("GroupId", GROUP)
                .add("Topics", topic -> topic.set("Name", "t").add("Partitions", partition -> partition
                        .set("PartitionIndex", 1)
                        .set("CommittedOffset", 5)
                        .set("CommittedLeaderEpoch", 3)
                        .set("CommittedMetadata", "m"))));
    }

    private Message fetched(int isolationLevel) throws IOException {
        return onlyPartition(
                client.ask("Fetch", 11, request -> {
                    Requests.fetch(OFFSETS, PARTITION, 0, 0, 0).accept(request);
                    request.set("IsolationLevel", isolationLevel);
                }),
                "Responses",
                "Partitions");
    }

    private List<Record> records() throws IOException {
        return batches().stream().flatMap(batch -> batch.records().stream()).toList();
    }

    private List<Batch> batches() throws IOException {
        return Records.readFetched(fetched(0).getBytes("Records")).batches();
    }

    private static List<String> keys(List<Record> records) {
        return records.stream().map(Record::key).map(OffsetsTopicTest::hex).toList();
    }

    private static String hex(@Nullable Bytes bytes) {
        return Objects.requireNonNull(bytes).toHex();
    }

    @Test
    void aCommittedOffsetIsARecordWithTheIdOfItsTopic() throws IOException {
        commit();

        Record record = records().get(0);
        assertThat(hex(record.key())).isEqualTo(KEY);
        assertThat(hex(record.value()))
                .startsWith("0004" + "0000000000000005" + "00000003" + "026d" + "0000000000001234" + "010010")
                .hasSize(2 * (2 + 8 + 4 + 2 + 8 + 3 + 16));
    }

    @Test
    void whatIsRemovedHasRecordsWithoutValues() throws IOException {
        commit();
        client.ask("DeleteGroups", 1, request -> request.set("GroupsNames", List.of(GROUP)));

        assertThat(keys(records())).containsExactly(KEY, KEY, GROUP_KEY);
        assertThat(records()).extracting(Record::value).last().isNull();
        assertThat(records().get(1).value()).isNull();
    }

    @Test
    void whatExpiresIsRemovedToo() throws IOException {
        commit();
        clock.advance(Duration.ofDays(8));

        assertThat(keys(records())).containsExactly(KEY, KEY, GROUP_KEY);
    }

    @Test
    void theOffsetsOfADeletedTopicAreRemoved() throws IOException {
        commit();
        client.ask("DeleteTopics", 3, request -> request.set("TopicNames", List.of("t"))
                .set("TimeoutMs", 1_000));

        assertThat(keys(records())).containsExactly(KEY, KEY);
    }

    @Test
    void aNewGroupIsWrittenAndAgainWhenItHasAnAssignment() throws IOException {
        Message joined = client.ask("JoinGroup", 3, request -> request.set("GroupId", GROUP)
                .set("SessionTimeoutMs", 10_000)
                .set("RebalanceTimeoutMs", 20_000)
                .set("ProtocolType", "consumer")
                .add("Protocols", protocol -> protocol.set("Name", "range").set("Metadata", Requests.utf8("m"))));
        client.ask("SyncGroup", 3, request -> request.set("GroupId", GROUP)
                .set("GenerationId", 1)
                .set("MemberId", joined.getString("MemberId")));

        assertThat(keys(records())).containsExactly(GROUP_KEY, GROUP_KEY);
        assertThat(hex(records().get(0).value())).startsWith("0003" + "0000" + "00000000" + "ffff" + "ffff");
        assertThat(hex(records().get(1).value()))
                .startsWith("0003" + "0008636f6e73756d6572" + "00000001" + "000572616e6765");
    }

    @Test
    void anOffsetOfATransactionCountsOnceTheTransactionHasEnded() throws IOException {
        Message producer = client.ask("InitProducerId", 1, request -> request.set("TransactionalId", "p")
                .set("TransactionTimeoutMs", 60_000));
        long id = producer.getLong("ProducerId");
        short epoch = producer.getShort("ProducerEpoch");
        client.ask("AddOffsetsToTxn", 1, request -> request.set("TransactionalId", "p")
                .set("ProducerId", id)
                .set("ProducerEpoch", epoch)
                .set("GroupId", GROUP));
        client.ask("TxnOffsetCommit", 2, request -> request.set("TransactionalId", "p")
                .set("GroupId", GROUP)
                .set("ProducerId", id)
                .set("ProducerEpoch", epoch)
                .add("Topics", topic -> topic.set("Name", "t").add("Partitions", partition -> partition
                        .set("PartitionIndex", 1)
                        .set("CommittedOffset", 5)
                        .set("CommittedMetadata", ""))));
        assertThat(fetched(1).getLong("LastStableOffset")).isZero();

        client.ask("EndTxn", 1, request -> request.set("TransactionalId", "p")
                .set("ProducerId", id)
                .set("ProducerEpoch", epoch)
                .set("Committed", true));

        assertThat(fetched(1).getLong("LastStableOffset")).isEqualTo(2);
        assertThat(batches())
                .extracting(
                        batch -> ((RecordBatch) batch).isTransactional(), batch -> ((RecordBatch) batch).isControl())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, false),
                        org.assertj.core.groups.Tuple.tuple(true, true));
    }
}

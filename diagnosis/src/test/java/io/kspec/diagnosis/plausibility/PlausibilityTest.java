package io.kspec.diagnosis.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.ClientReaction;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.search.Wire;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class PlausibilityTest {
    private static final Bytes VALUE = Bytes.copyOf("v".getBytes(StandardCharsets.UTF_8));
    private static final RecordBatch BATCH =
            RecordBatch.builder().append(1_700_000_000_000L, null, VALUE).build();

    @Test
    void aSoundClusterHasNoOddity() {
        assertThat(of("Metadata", 1, metadata(1, 0, 1))).isEmpty();
    }

    /** S5: the leader is node 1, the broker list says another. */
    @Test
    void aLeaderThatIsNoBrokerIsOdd() {
        ImplausibleValue oddity = only(of("Metadata", 1, metadata(9, 0, 1)), ImplausibleKind.LEADER_UNKNOWN);

        assertThat(oddity.path()).isEqualTo("Topics[0].Partitions[0].LeaderId");
        assertThat(oddity.sentence()).isEqualTo("the leader 9 is none of the brokers [1]");
        assertThat(oddity.end() - oddity.start()).isEqualTo(4);
        assertThat(oddity.reactions()).extracting(ClientReaction::client).contains("Java", "kafka-go");
    }

    @Test
    void partitionsThatSkipANumberAreOdd() {
        ImplausibleValue oddity = only(of("Metadata", 1, metadata(1, 0, 2)), ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS);

        assertThat(oddity.sentence()).isEqualTo("the partitions are [0, 2]: 1 is missing");
        assertThat(oddity.reactions()).extracting(ClientReaction::client).contains("franz-go");
    }

    @Test
    void replicasWithoutALeaderAreOdd() {
        assertThat(only(of("Metadata", 1, metadata(-1, 0, 1)), ImplausibleKind.LEADER_AMISS)
                        .sentence())
                .isEqualTo("replicas [1] but no leader, and no error");
    }

    /** P4: a host that nobody can dial. */
    @Test
    void aCoordinatorWithoutAnAddressIsOdd() {
        List<ImplausibleValue> oddities = of("FindCoordinator", 1, body -> body.set("NodeId", -1)
                .set("Host", "0.0.0.0")
                .set("Port", 9092));

        assertThat(oddities)
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.COORDINATOR_UNKNOWN, ImplausibleKind.HOST_UNUSABLE);
    }

    /** S41: the throttle time is how long the fetch waited. */
    @Test
    void aThrottleTimeAsLongAsTheWaitIsOdd() {
        ApiSpec fetch = Catalog.standard().api("Fetch");
        Message request =
                Message.builder(fetch.request(4)).set("MaxWaitMs", 500).build();
        Message response =
                Message.builder(fetch.response(4)).set("ThrottleTimeMs", 502).build();

        ImplausibleValue oddity = only(of("Fetch", 4, response, request), ImplausibleKind.THROTTLE_IS_WAIT);
        assertThat(oddity.path()).isEqualTo("ThrottleTimeMs");
        assertThat(oddity.start()).isEqualTo(4);
        assertThat(oddity.reactions()).extracting(ClientReaction::client).contains("Sarama");
    }

    /** S36: a timestamp in nanoseconds as offset. */
    @Test
    void anOffsetThatIsATimestampIsOdd() {
        List<ImplausibleValue> oddities = of(
                "ListOffsets",
                1,
                body -> body.add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("Offset", 1_700_000_000_123_456_789L)
                        .set("Timestamp", -1L))));

        assertThat(only(oddities, ImplausibleKind.OFFSET_IS_TIMESTAMP).sentence())
                .isEqualTo("the offset 1700000000123456789 looks like a time in nanoseconds since 1970");
    }

    @Test
    void anErrorCodeThatKafkaLacksIsOdd() {
        assertThat(only(of("Heartbeat", 0, body -> body.set("ErrorCode", 999)), ImplausibleKind.ERROR_UNKNOWN)
                        .path())
                .isEqualTo("ErrorCode");
    }

    /** Q9: success without a protocol. */
    @Test
    void aGroupWithoutProtocolIsOdd() {
        List<ImplausibleValue> oddities =
                of("JoinGroup", 1, body -> body.set("MemberId", "a").set("Leader", "b"));

        assertThat(only(oddities, ImplausibleKind.PROTOCOL_NAME_EMPTY).reactions())
                .contains(ClientReaction.prints("Sarama", "unable to find selected strategy: %s"));
    }

    /** Q12 and Q19: a partition that was asked for is left out. */
    @Test
    void aPartitionThatIsNotAnsweredIsOdd() {
        ApiSpec api = Catalog.standard().api("OffsetFetch");
        Message request = Message.builder(api.request(1))
                .set("GroupId", "g")
                .add("Topics", topic -> topic.set("Name", "orders").set("PartitionIndexes", List.of(0, 1)))
                .build();
        Message response = Message.builder(api.response(1))
                .add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0)))
                .build();

        ImplausibleValue oddity = only(of("OffsetFetch", 1, response, request), ImplausibleKind.TOPIC_ABSENT);
        assertThat(oddity.sentence()).isEqualTo("orders-partition-1 was asked for and is not there");
        assertThat(oddity.reactions()).extracting(ClientReaction::client).contains("Sarama");
    }

    @Test
    void whatAGroupWasAskedToTellInFullIsNotOdd() {
        ApiSpec api = Catalog.standard().api("OffsetFetch");
        Message request = Message.builder(api.request(8))
                .add("Groups", group -> group.set("GroupId", "g").set("Topics", null))
                .build();
        Message response = Message.builder(api.response(8))
                .add("Groups", group -> group.set("GroupId", "g")
                        .add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> {})))
                .build();

        assertThat(of("OffsetFetch", 8, response, request)).isEmpty();
    }

    @Test
    void aTopicThatWasNotAskedForIsOdd() {
        ApiSpec api = Catalog.standard().api("Metadata");
        Message request = Message.builder(api.request(1))
                .add("Topics", topic -> topic.set("Name", "payments"))
                .build();
        MessageBuilder body = Message.builder(api.response(1));
        metadata(1, 0).accept(body);

        assertThat(of("Metadata", 1, body.build(), request))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.TOPIC_ABSENT, ImplausibleKind.TOPIC_EXTRA);
    }

    @Test
    void aHighWatermarkBelowTheLogStartIsOdd() {
        List<ImplausibleValue> oddities = of("Fetch", 5, fetched(Bytes.EMPTY, partition -> partition
                .set("HighWatermark", 3L)
                .set("LastStableOffset", 4L)
                .set("LogStartOffset", 5L)));

        assertThat(oddities)
                .extracting(ImplausibleValue::path)
                .containsExactly(
                        "Responses[0].Partitions[0].HighWatermark", "Responses[0].Partitions[0].LastStableOffset");
    }

    @Test
    void soundRecordsAreNotOdd() {
        assertThat(of("Fetch", 5, fetched(BATCH.bytes(), partition -> partition.set("HighWatermark", 1L))))
                .isEmpty();
    }

    /** S39: the checksum covers leader epoch and magic too. */
    @Test
    void aWrongChecksumIsExplained() {
        byte[] batch = BATCH.bytes().toArray();
        CRC32C crc = new CRC32C();
        byte[] zeroed = batch.clone();
        put(zeroed, RecordBatchField.CRC.start(), 0);
        crc.update(zeroed, RecordBatchField.PARTITION_LEADER_EPOCH.start(), batch.length - 12);
        put(batch, RecordBatchField.CRC.start(), (int) crc.getValue());

        ImplausibleValue oddity =
                only(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {})), ImplausibleKind.CHECKSUM);
        assertThat(oddity.path()).isEqualTo("Responses[0].Partitions[0].Records.Batches[0].Crc");
        assertThat(oddity.sentence())
                .endsWith("it was computed over the bytes from PartitionLeaderEpoch (byte 12) on,"
                        + " with the CRC field as 0");
        assertThat(oddity.reactions()).extracting(ClientReaction::client).contains("Sarama", "Java", "librdkafka");
        assertThat(oddity.end() - oddity.start()).isEqualTo(4);
    }

    /** S38: base offsets of stored batches left at 0. */
    @Test
    void batchesThatAllBeginAtZeroAreOdd() {
        Bytes twice = BATCH.bytes().concat(BATCH.bytes());

        ImplausibleValue oddity =
                only(of("Fetch", 4, fetched(twice, partition -> {})), ImplausibleKind.OFFSETS_NOT_INCREASING);
        assertThat(oddity.path()).isEqualTo("Responses[0].Partitions[0].Records.Batches[1].BaseOffset");
        assertThat(oddity.sentence()).isEqualTo("the batch begins at offset 0, the one before ends at 0");
    }

    @Test
    void moreRecordsThanOffsetsAreOdd() {
        byte[] batch = BATCH.bytes().toArray();
        put(batch, RecordBatchField.RECORDS_COUNT.start(), 3);
        sign(batch);

        assertThat(only(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {})), ImplausibleKind.RECORD_COUNT)
                        .sentence())
                .isEqualTo("3 records, but the last one is 0 after the first");
    }

    @Test
    void recordsThatCompactionRemovedAreNotMissed() {
        byte[] batch = BATCH.bytes().toArray();
        put(batch, RecordBatchField.LAST_OFFSET_DELTA.start(), 4);
        sign(batch);

        assertThat(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {}))).isEmpty();
    }

    @Test
    void batchesWhoseOffsetsIncreaseAreNotOdd() {
        RecordBatch next = RecordBatch.builder()
                .baseOffset(1)
                .append(1_700_000_000_000L, null, VALUE)
                .build();

        assertThat(of("Fetch", 4, fetched(BATCH.bytes().concat(next.bytes()), partition -> {})))
                .isEmpty();
    }

    @Test
    void timestampsThatAreTheOffsetsAreOdd() {
        RecordBatch batch =
                RecordBatch.builder().baseOffset(12).append(12, null, VALUE).build();

        assertThat(only(of("Fetch", 4, fetched(batch.bytes(), partition -> {})), ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
                        .sentence())
                .isEqualTo("the timestamps from 12 to 12 are the offsets of the records");
    }

    @Test
    void aChecksumOverTheRecordsAloneIsExplained() {
        byte[] batch = BATCH.bytes().toArray();
        CRC32C crc = new CRC32C();
        crc.update(
                batch, RecordBatchField.RECORDS_COUNT.start(), batch.length - RecordBatchField.RECORDS_COUNT.start());
        put(batch, RecordBatchField.CRC.start(), (int) crc.getValue());

        assertThat(only(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {})), ImplausibleKind.CHECKSUM)
                        .sentence())
                .endsWith("it was computed over the bytes from RecordsCount (byte 57) on");
    }

    @Test
    void watermarksInOrderAreNotOdd() {
        assertThat(of("Fetch", 5, fetched(Bytes.EMPTY, partition -> partition
                        .set("HighWatermark", 5L)
                        .set("LastStableOffset", 4L)
                        .set("LogStartOffset", 5L))))
                .isEmpty();
    }

    @Test
    void aThrottleTimeThatIsNoWaitIsNotOdd() {
        ApiSpec fetch = Catalog.standard().api("Fetch");
        Message request =
                Message.builder(fetch.request(4)).set("MaxWaitMs", 500).build();
        Message response =
                Message.builder(fetch.response(4)).set("ThrottleTimeMs", 100).build();

        assertThat(of("Fetch", 4, response, request)).isEmpty();
    }

    @Test
    void aPartitionWithoutALeaderThatSaysSoIsNotOdd() {
        assertThat(of(
                        "Metadata",
                        1,
                        body -> body.add(
                                "Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                                        .set("ErrorCode", ErrorCode.LEADER_NOT_AVAILABLE)
                                        .set("LeaderId", -1)
                                        .set("ReplicaNodes", List.of(1))))))
                .isEmpty();
    }

    @Test
    void offsetsAndTimestampsOfListOffsetsAreNotOdd() {
        assertThat(of(
                        "ListOffsets",
                        1,
                        body -> body.add(
                                "Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                                        .set("Offset", 8_589_934_599L)
                                        .set("Timestamp", 1_700_000_000_000L)))))
                .isEmpty();
    }

    @Test
    void aTimestampThatIsAnOffsetIsOdd() {
        assertThat(only(
                                of(
                                        "ListOffsets",
                                        1,
                                        body -> body.add("Topics", topic -> topic.set("Name", "orders")
                                                .add("Partitions", partition -> partition
                                                        .set("Offset", 5L)
                                                        .set("Timestamp", 5L)))),
                                ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
                        .sentence())
                .isEqualTo("the timestamp 5 looks like an offset or seconds, not milliseconds since 1970");
    }

    @Test
    void aCoordinatorThatMetadataDoesNotListIsOdd() {
        Message found = Message.builder(
                        Catalog.standard().api("FindCoordinator").response(1))
                .set("NodeId", 7)
                .set("Host", "localhost")
                .set("Port", 9092)
                .build();
        FrameUnderTest suspect = suspect("FindCoordinator", 1, found);

        assertThat(Plausibility.oddities(suspect)).isEmpty();
        assertThat(Plausibility.oddities(suspect, Set.of(1, 7))).isEmpty();
        assertThat(Plausibility.oddities(suspect, Set.of(1, 2)))
                .extracting(ImplausibleValue::sentence)
                .containsExactly("the coordinator 7 is none of the brokers [1, 2]");
    }

    @Test
    void aControllerThatIsNoBrokerIsOdd() {
        for (int controller : new int[] {-1, 1, 2}) {
            List<ImplausibleValue> oddities = of("DescribeCluster", 0, body -> body.set("ControllerId", controller)
                    .set("ClusterId", "c")
                    .add("Brokers", broker -> broker.set("BrokerId", 1)
                            .set("Host", "localhost")
                            .set("Port", 9092)));
            assertThat(oddities)
                    .extracting(ImplausibleValue::sentence)
                    .isEqualTo(controller < 2 ? List.of() : List.of("the controller 2 is none of the brokers [1]"));
        }
    }

    @Test
    void whatAProducerSendsIsNotOdd() {
        assertThat(produced(1, 30_000, BATCH.bytes())).isEmpty();
        assertThat(produced(-1, Integer.MAX_VALUE, BATCH.bytes())).isEmpty();
    }

    @Test
    void timeoutsAndAcksThatCannotBeAreOdd() {
        assertThat(produced(2, -5, BATCH.bytes()))
                .extracting(ImplausibleValue::path)
                .containsExactly("TimeoutMs", "Acks");
        assertThat(produced(1, 2_000_000_000, BATCH.bytes()))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.TIMEOUT_ABSURD);
    }

    @Test
    void batchesThatKafkaWouldNotTakeAreOdd() {
        byte[] sparse = BATCH.bytes().toArray();
        put(sparse, RecordBatchField.LAST_OFFSET_DELTA.start(), 4);
        sign(sparse);
        byte[] damaged = BATCH.bytes().toArray();
        damaged[damaged.length - 2]++;

        assertThat(produced(1, 30_000, Bytes.EMPTY))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.RECORDS_NULL);
        assertThat(produced(1, 30_000, BATCH.bytes().concat(BATCH.bytes())))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.BATCHES_TOO_MANY);
        assertThat(produced(1, 30_000, Bytes.wrap(sparse)))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.RECORD_COUNT);
        assertThat(produced(1, 30_000, Bytes.wrap(damaged))).hasSize(1).allSatisfy(oddity -> {
            assertThat(oddity.kind()).isEqualTo(ImplausibleKind.CHECKSUM);
            assertThat(oddity.reactions()).isEmpty();
        });
    }

    private static List<ImplausibleValue> produced(int acks, int timeout, Bytes records) {
        ApiSpec produce = Catalog.standard().api("Produce");
        Message request = Message.builder(produce.request(7))
                .set("Acks", acks)
                .set("TimeoutMs", timeout)
                .add("TopicData", topic -> topic.set("Name", "orders")
                        .add("PartitionData", partition -> partition.set("Records", records)))
                .build();
        return Plausibility.oddities(
                FrameUnderTest.request(produce, 7, Frames.encodeRequest(produce, 7, 1, "client", request)));
    }

    private static void sign(byte[] batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch, RecordBatchField.ATTRIBUTES.start(), batch.length - RecordBatchField.ATTRIBUTES.start());
        put(batch, RecordBatchField.CRC.start(), (int) crc.getValue());
    }

    private static void put(byte[] bytes, int at, int value) {
        Bytes number = new Wire().int32(value).bytes();
        number.copyTo(bytes, at);
    }

    private static Consumer<MessageBuilder> metadata(int leader, Integer... partitions) {
        return body -> body.add("Brokers", broker -> broker.set("NodeId", 1)
                        .set("Host", "localhost")
                        .set("Port", 9092))
                .set("ControllerId", 1)
                .add("Topics", topic -> topic.set("Name", "orders")
                        .setEach("Partitions", List.of(partitions), (partition, index) -> partition
                                .set("PartitionIndex", index)
                                .set("LeaderId", index == 0 ? leader : 1)
                                .set("ReplicaNodes", List.of(leader < 0 ? 1 : index == 0 ? leader : 1))));
    }

    private static Consumer<MessageBuilder> fetched(Bytes records, Consumer<MessageBuilder> fill) {
        return body ->
                body.add("Responses", topic -> topic.set("Topic", "orders").add("Partitions", partition -> {
                    partition.set("Records", records);
                    fill.accept(partition);
                }));
    }

    private static ImplausibleValue only(List<ImplausibleValue> oddities, ImplausibleKind kind) {
        return oddities.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " among " + oddities));
    }

    private static List<ImplausibleValue> of(String api, int version, Consumer<MessageBuilder> fill) {
        MessageBuilder body = Message.builder(Catalog.standard().api(api).response(version));
        fill.accept(body);
        Message message = body.build();
        return Plausibility.oddities(suspect(api, version, message));
    }

    private static List<ImplausibleValue> of(String api, int version, Message response, Message request) {
        return Plausibility.oddities(suspect(api, version, response).answering(request));
    }

    private static FrameUnderTest suspect(String api, int version, Message response) {
        ApiSpec spec = Catalog.standard().api(api);
        return FrameUnderTest.response(spec, version, Frames.encodeResponse(spec, version, 7, response));
    }
}

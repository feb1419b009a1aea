package io.kspec.diagnosis.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.search.ByteWriter;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
    private static final Bytes VALUE = Bytes.copyOf("v".getBytes(StandardCharsets.UTF_8));
    private static final RecordBatch BATCH =
            RecordBatch.builder().append(1_700_000_000_000L, null, VALUE).build();

    @Test
    void aCorrectClusterHasNoImplausibleValues() {
        assertThat(of("Metadata", 1, metadata(1, 0, 1))).isEmpty();
    }

    /** S5: the leader is node 1, the broker list has another. */
    @Test
    void aLeaderThatIsNotABrokerIsImplausible() {
        ImplausibleValue value = only(of("Metadata", 1, metadata(9, 0, 1)), ImplausibleKind.LEADER_UNKNOWN);

        assertThat(value.path()).isEqualTo("Topics[0].Partitions[0].LeaderId");
        assertThat(value.sentence()).isEqualTo("the leader 9 is not one of the brokers [1]");
        assertThat(value.end() - value.start()).isEqualTo(4);
        assertThat(value.reactions()).extracting(Reaction::client).contains("Java", "kafka-go");
    }

    @Test
    void partitionsWithAGapAreImplausible() {
        ImplausibleValue value = only(of("Metadata", 1, metadata(1, 0, 2)), ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS);

        assertThat(value.sentence()).isEqualTo("the partitions are [0, 2]: 1 is missing");
        assertThat(value.reactions()).extracting(Reaction::client).contains("franz-go");
    }

    @Test
    void replicasWithoutALeaderAreImplausible() {
        assertThat(only(of("Metadata", 1, metadata(-1, 0, 1)), ImplausibleKind.LEADER_AMISS)
                        .sentence())
                .isEqualTo("there are replicas [1] but no leader, and no error");
    }

    /** P4: a host that no client can connect to. */
    @Test
    void aCoordinatorWithoutAnAddressIsImplausible() {
        List<ImplausibleValue> implausibleValues = of("FindCoordinator", 1, body -> body.set("NodeId", -1)
                .set("Host", "0.0.0.0")
                .set("Port", 9092));

        assertThat(implausibleValues)
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.COORDINATOR_UNKNOWN, ImplausibleKind.HOST_UNUSABLE);
    }

    /** S41: the throttle time is how long the fetch waited. */
    @Test
    void aThrottleTimeAsLongAsTheMaximumWaitIsImplausible() {
        ApiSpec fetch = Catalog.standard().api("Fetch");
        Message request =
                Message.builder(fetch.request(4)).set("MaxWaitMs", 500).build();
        Message response =
                Message.builder(fetch.response(4)).set("ThrottleTimeMs", 502).build();

        ImplausibleValue value = only(of("Fetch", 4, response, request), ImplausibleKind.THROTTLE_IS_WAIT);
        assertThat(value.path()).isEqualTo("ThrottleTimeMs");
        assertThat(value.start()).isEqualTo(4);
        assertThat(value.reactions()).extracting(Reaction::client).contains("Sarama");
    }

    /** S36: a timestamp in nanoseconds as offset. */
    @Test
    void anOffsetThatIsATimestampIsImplausible() {
        List<ImplausibleValue> implausibleValues = of(
                "ListOffsets",
                1,
                body -> body.add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("Offset", 1_700_000_000_123_456_789L)
                        .set("Timestamp", -1L))));

        assertThat(only(implausibleValues, ImplausibleKind.OFFSET_IS_TIMESTAMP).sentence())
                .isEqualTo("the offset 1700000000123456789 looks like a time in nanoseconds since 1970");
    }

    @Test
    void anErrorCodeUnknownToKafkaIsImplausible() {
        assertThat(only(of("Heartbeat", 0, body -> body.set("ErrorCode", 999)), ImplausibleKind.ERROR_UNKNOWN)
                        .path())
                .isEqualTo("ErrorCode");
    }

    /** Q9: success without a protocol. */
    @Test
    void aGroupWithoutProtocolIsImplausible() {
        List<ImplausibleValue> implausibleValues =
                of("JoinGroup", 1, body -> body.set("MemberId", "a").set("Leader", "b"));

        assertThat(only(implausibleValues, ImplausibleKind.PROTOCOL_NAME_EMPTY).reactions())
                .contains(new Reaction(
                        "Sarama",
                        "unable to find selected strategy: %s",
                        true,
                        "IBM/sarama bd98b3a",
                        "consumer_group.go"));
    }

    /** Q12 and Q19: a requested partition is missing. */
    @Test
    void aRequestedPartitionThatIsMissingIsImplausible() {
        ApiSpec api = Catalog.standard().api("OffsetFetch");
        Message request = Message.builder(api.request(1))
                .set("GroupId", "g")
                .add("Topics", topic -> topic.set("Name", "orders").set("PartitionIndexes", List.of(0, 1)))
                .build();
        Message response = Message.builder(api.response(1))
                .add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0)))
                .build();

        ImplausibleValue value = only(of("OffsetFetch", 1, response, request), ImplausibleKind.TOPIC_ABSENT);
        assertThat(value.sentence()).isEqualTo("orders-partition-1 was requested but is missing");
        assertThat(value.reactions()).extracting(Reaction::client).contains("Sarama");
    }

    @Test
    void allTopicsOfAGroupRequestedByNullArePlausible() {
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
    void aTopicThatWasNotRequestedIsImplausible() {
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
    void aHighWatermarkBelowTheLogStartIsImplausible() {
        List<ImplausibleValue> implausibleValues = of("Fetch", 5, fetched(Bytes.EMPTY, partition -> partition
                .set("HighWatermark", 3L)
                .set("LastStableOffset", 4L)
                .set("LogStartOffset", 5L)));

        assertThat(implausibleValues)
                .extracting(ImplausibleValue::path)
                .containsExactly(
                        "Responses[0].Partitions[0].HighWatermark", "Responses[0].Partitions[0].LastStableOffset");
    }

    @Test
    void correctRecordsArePlausible() {
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

        ImplausibleValue value =
                only(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {})), ImplausibleKind.CHECKSUM);
        assertThat(value.path()).isEqualTo("Responses[0].Partitions[0].Records.Batches[0].Crc");
        assertThat(value.sentence())
                .endsWith("it was computed over the bytes from PartitionLeaderEpoch (byte 12) on,"
                        + " with the CRC field as 0");
        assertThat(value.reactions()).extracting(Reaction::client).contains("Sarama", "Java", "librdkafka");
        assertThat(value.end() - value.start()).isEqualTo(4);
    }

    /** S38: base offsets of stored batches left at 0. */
    @Test
    void batchesThatAllStartAtOffsetZeroAreImplausible() {
        Bytes twice = BATCH.bytes().concat(BATCH.bytes());

        ImplausibleValue value =
                only(of("Fetch", 4, fetched(twice, partition -> {})), ImplausibleKind.OFFSETS_NOT_INCREASING);
        assertThat(value.path()).isEqualTo("Responses[0].Partitions[0].Records.Batches[1].BaseOffset");
        assertThat(value.sentence()).isEqualTo("the batch starts at offset 0, but the previous one ends at 0");
    }

    @Test
    void moreRecordsThanOffsetsAreImplausible() {
        byte[] batch = BATCH.bytes().toArray();
        put(batch, RecordBatchField.RECORDS_COUNT.start(), 3);
        sign(batch);

        assertThat(only(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {})), ImplausibleKind.RECORD_COUNT)
                        .sentence())
                .isEqualTo("3 records, but the last offset delta is 0");
    }

    @Test
    void recordsRemovedByCompactionAreNotMissed() {
        byte[] batch = BATCH.bytes().toArray();
        put(batch, RecordBatchField.LAST_OFFSET_DELTA.start(), 4);
        sign(batch);

        assertThat(of("Fetch", 4, fetched(Bytes.wrap(batch), partition -> {}))).isEmpty();
    }

    @Test
    void batchesWithIncreasingOffsetsArePlausible() {
        RecordBatch next = RecordBatch.builder()
                .baseOffset(1)
                .append(1_700_000_000_000L, null, VALUE)
                .build();

        assertThat(of("Fetch", 4, fetched(BATCH.bytes().concat(next.bytes()), partition -> {})))
                .isEmpty();
    }

    @Test
    void timestampsThatEqualTheOffsetsAreImplausible() {
        RecordBatch batch =
                RecordBatch.builder().baseOffset(12).append(12, null, VALUE).build();

        assertThat(only(of("Fetch", 4, fetched(batch.bytes(), partition -> {})), ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
                        .sentence())
                .isEqualTo("the timestamps from 12 to 12 are the records' offsets");
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
    void watermarksInOrderArePlausible() {
        assertThat(of("Fetch", 5, fetched(Bytes.EMPTY, partition -> partition
                        .set("HighWatermark", 5L)
                        .set("LastStableOffset", 4L)
                        .set("LogStartOffset", 5L))))
                .isEmpty();
    }

    @Test
    void aThrottleTimeBelowTheMaximumWaitIsPlausible() {
        ApiSpec fetch = Catalog.standard().api("Fetch");
        Message request =
                Message.builder(fetch.request(4)).set("MaxWaitMs", 500).build();
        Message response =
                Message.builder(fetch.response(4)).set("ThrottleTimeMs", 100).build();

        assertThat(of("Fetch", 4, response, request)).isEmpty();
    }

    @Test
    void aPartitionWithoutALeaderButWithAnErrorIsPlausible() {
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
    void offsetsAndTimestampsOfListOffsetsArePlausible() {
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
    void aTimestampThatIsAnOffsetIsImplausible() {
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

    /** jocko: time.Time{}.UnixNano() / 1e6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-6795364578871 | is Go's zero time, UnixNano() / 1000000: a time that was never set, and overflows",
                "-62135596800000 | is 0001-01-01: the zero time of Go or .NET, a time that was never set",
                "-5 | is before 1970, and the only negative timestamp of Kafka here is -1"
            })
    void aTimeThatWasNeverSetIsRecognized(long timestamp, String meaning) {
        assertThat(only(
                                of(
                                        "Produce",
                                        2,
                                        body -> body.add("Responses", topic -> topic.set("Name", "orders")
                                                .add(
                                                        "PartitionResponses",
                                                        partition -> partition.set("LogAppendTimeMs", timestamp)))),
                                ImplausibleKind.TIMESTAMP_IMPLAUSIBLE)
                        .sentence())
                .isEqualTo("the timestamp " + timestamp + " " + meaning);
    }

    /** SeaweedFS: OffsetCommit is answered for a topic without a name. */
    @Test
    void anEmptyTopicNameIsShown() {
        ApiSpec api = Catalog.standard().api("OffsetCommit");
        Message request = Message.builder(api.request(2))
                .set("GroupId", "g")
                .add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0)))
                .build();
        Message response = Message.builder(api.response(2))
                .add("Topics", topic -> topic.set("Name", "")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0)))
                .build();

        ImplausibleValue value = only(of("OffsetCommit", 2, response, request), ImplausibleKind.TOPIC_EXTRA);
        assertThat(value.sentence()).isEqualTo("\"\"-partition-0 was not requested");
        assertThat(value.reactions())
                .containsExactly(new Reaction(
                        "franz-go",
                        "broker replied to our OffsetCommitRequest incorrectly! ...",
                        true,
                        "twmb/franz-go adb3a18",
                        "pkg/kgo"));
    }

    @Test
    void aCoordinatorThatMetadataDoesNotListIsImplausible() {
        Message found = Message.builder(
                        Catalog.standard().api("FindCoordinator").response(1))
                .set("NodeId", 7)
                .set("Host", "localhost")
                .set("Port", 9092)
                .build();
        FrameUnderTest frame = frame("FindCoordinator", 1, found);

        assertThat(Plausibility.implausibleValues(frame)).isEmpty();
        assertThat(Plausibility.examine(frame, Set.of(1, 7)).orElseThrow()).isEmpty();
        assertThat(Plausibility.examine(frame, Set.of(1, 2)).orElseThrow())
                .extracting(ImplausibleValue::sentence)
                .containsExactly("the coordinator 7 is not one of the brokers [1, 2]");
    }

    @Test
    void aControllerThatIsNotABrokerIsImplausible() {
        for (int controller : new int[] {-1, 1, 2}) {
            List<ImplausibleValue> implausibleValues =
                    of("DescribeCluster", 0, body -> body.set("ControllerId", controller)
                            .set("ClusterId", "c")
                            .add("Brokers", broker -> broker.set("BrokerId", 1)
                                    .set("Host", "localhost")
                                    .set("Port", 9092)));
            assertThat(implausibleValues)
                    .extracting(ImplausibleValue::sentence)
                    .isEqualTo(controller < 2 ? List.of() : List.of("the controller 2 is not one of the brokers [1]"));
        }
    }

    @Test
    void aProduceRequestIsPlausible() {
        assertThat(produced(1, 30_000, BATCH.bytes())).isEmpty();
        assertThat(produced(-1, Integer.MAX_VALUE, BATCH.bytes())).isEmpty();
    }

    @Test
    void impossibleTimeoutsAndAcksAreImplausible() {
        assertThat(produced(2, -5, BATCH.bytes()))
                .extracting(ImplausibleValue::path)
                .containsExactly("TimeoutMs", "Acks");
        assertThat(produced(1, 2_000_000_000, BATCH.bytes()))
                .extracting(ImplausibleValue::kind)
                .containsExactly(ImplausibleKind.TIMEOUT_ABSURD);
    }

    @Test
    void batchesThatKafkaRefusesAreImplausible() {
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
        assertThat(produced(1, 30_000, Bytes.wrap(damaged))).hasSize(1).allSatisfy(value -> {
            assertThat(value.kind()).isEqualTo(ImplausibleKind.CHECKSUM);
            assertThat(value.reactions()).isEmpty();
        });
    }

    @Test
    void equalEntriesAreImplausibleUnlessTheRequestHasSome() {
        ApiSpec describe = Catalog.standard().api("DescribeGroups");
        Message twice = Message.builder(describe.response(0))
                .add("Groups", group -> group.set("GroupId", "a"))
                .add("Groups", group -> group.set("GroupId", "a"))
                .build();
        Message once = Message.builder(describe.request(0))
                .set("Groups", List.of("a", "b"))
                .build();
        Message askingTwice = Message.builder(describe.request(0))
                .set("Groups", List.of("a", "a"))
                .build();

        ImplausibleValue value = only(of("DescribeGroups", 0, twice, once), ImplausibleKind.TWICE);
        assertThat(value.path()).isEqualTo("Groups[1].ErrorCode");
        assertThat(value.sentence()).isEqualTo("entry 1 says the same as entry 0");
        assertThat(value.end() - value.start()).isEqualTo(2);
        assertThat(of("DescribeGroups", 0, twice, askingTwice)).isEmpty();
    }

    @Test
    void resultsByPositionMaySayTheSame() {
        assertThat(of("CreateAcls", 0, body -> body.add("Results", result -> {}).add("Results", result -> {})))
                .isEmpty();
    }

    private static List<ImplausibleValue> produced(int acks, int timeout, Bytes records) {
        ApiSpec produce = Catalog.standard().api("Produce");
        Message request = Message.builder(produce.request(7))
                .set("Acks", acks)
                .set("TimeoutMs", timeout)
                .add("TopicData", topic -> topic.set("Name", "orders")
                        .add("PartitionData", partition -> partition.set("Records", records)))
                .build();
        return Plausibility.implausibleValues(
                FrameUnderTest.request(produce, 7, Frames.encodeRequest(produce, 7, 1, "client", request)));
    }

    private static void sign(byte[] batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch, RecordBatchField.ATTRIBUTES.start(), batch.length - RecordBatchField.ATTRIBUTES.start());
        put(batch, RecordBatchField.CRC.start(), (int) crc.getValue());
    }

    private static void put(byte[] bytes, int at, int value) {
        Bytes number = new ByteWriter().int32(value).bytes();
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

    private static ImplausibleValue only(List<ImplausibleValue> implausibleValues, ImplausibleKind kind) {
        return implausibleValues.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " among " + implausibleValues));
    }

    private static List<ImplausibleValue> of(String api, int version, Consumer<MessageBuilder> fill) {
        MessageBuilder body = Message.builder(Catalog.standard().api(api).response(version));
        fill.accept(body);
        Message message = body.build();
        return Plausibility.implausibleValues(frame(api, version, message));
    }

    private static List<ImplausibleValue> of(String api, int version, Message response, Message request) {
        return Plausibility.implausibleValues(frame(api, version, response).answering(request));
    }

    private static FrameUnderTest frame(String api, int version, Message response) {
        ApiSpec spec = Catalog.standard().api(api);
        return FrameUnderTest.response(spec, version, Frames.encodeResponse(spec, version, 7, response));
    }
}

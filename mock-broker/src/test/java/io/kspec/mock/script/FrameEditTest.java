package io.kspec.mock.script;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How stubs change the bytes of a response. Each case is a bug that some broker has had. */
class FrameEditTest {
    private static final Bytes INT32_ZERO = Bytes.fromHex("00000000");

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    FrameEditTest() throws IOException {
        broker = MockBroker.builder().clusterId("c").topic("t", 1).start();
        client = new WireClient(broker);
    }

    /** Kafka's response, and the stub's. */
    private record Pair(Bytes kafka, Bytes stubbed) {}

    private Pair answers(String api, int version, ResponseDefinition definition, Consumer<MessageBuilder> fill)
            throws IOException {
        Bytes kafka = answer(api, version, fill);
        broker.stubFor(request(api).willReturn(definition));
        Bytes stubbed = answer(api, version, fill);
        // Both answer the same request, except for the correlation id.
        Bytes aligned = Bytes.copyOf(ByteBuffer.allocate(4).putInt(0, kafka.getInt(0) + 1))
                .concat(kafka.slice(4));
        return new Pair(aligned, stubbed);
    }

    private Bytes answer(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        client.send(api, version, fill);
        Bytes frame = client.receiveFrame();
        if (frame == null) {
            throw new IOException("the broker closed the connection: " + broker.journal());
        }
        return frame;
    }

    private static void committedOffset(MessageBuilder request) {
        request.set("GroupId", "g")
                .add("Topics", topic -> topic.set("Name", "t").set("PartitionIndexes", List.of(0, 1)));
    }

    @Test
    void throttleTimeOneVersionTooEarly() throws IOException {
        Pair answers = answers("Heartbeat", 0, asKafka().insertingBefore("ErrorCode", INT32_ZERO), request -> {});

        assertThat(answers.stubbed())
                .isEqualTo(answers.kafka()
                        .slice(0, 4)
                        .concat(INT32_ZERO)
                        .concat(answers.kafka().slice(4)));
    }

    @Test
    void throttleTimeAtTheEndInsteadOfTheStart() throws IOException {
        ResponseDefinition moved = asKafka().omitting("ThrottleTimeMs").insertingAfter("ErrorCode", INT32_ZERO);
        Pair answers = answers("Heartbeat", 1, moved, request -> {});

        assertThat(answers.stubbed())
                .isEqualTo(answers.kafka()
                        .slice(0, 4)
                        .concat(answers.kafka().slice(8))
                        .concat(INT32_ZERO));
    }

    @Test
    void aTrailingErrorCodeOmitted() throws IOException {
        Pair answers = answers("OffsetFetch", 2, asKafka().omitting("ErrorCode"), FrameEditTest::committedOffset);

        assertThat(answers.stubbed())
                .isEqualTo(answers.kafka().slice(0, answers.kafka().size() - 2));
    }

    @Test
    void offsetsInSixteenBits() throws IOException {
        String offsets = "Topics[*].Partitions[*].CommittedOffset";
        Pair answers =
                answers("OffsetFetch", 1, asKafka().encoding(offsets, FieldKind.INT16), FrameEditTest::committedOffset);

        assertThat(answers.stubbed().size()).isEqualTo(answers.kafka().size() - 12);
        assertThat(answers.stubbed().toHex()).isEqualTo(answers.kafka().toHex().replace("ffffffffffffffff", "ffff"));
    }

    @Test
    void aRackThatIsMissingFromEveryBroker() throws IOException {
        Pair answers = answers("Metadata", 1, asKafka().omitting("Brokers[*].Rack"), request -> {});

        assertThat(answers.stubbed().size()).isEqualTo(answers.kafka().size() - 2);
    }

    @Test
    void theCorrelationIdTwice() throws IOException {
        Pair answers = answers("Heartbeat", 0, asKafka().doubling("Header.CorrelationId"), request -> {});

        assertThat(answers.stubbed()).isEqualTo(answers.kafka().slice(0, 4).concat(answers.kafka()));
    }

    @Test
    void anotherCorrelationId() throws IOException {
        Pair answers = answers("Heartbeat", 0, asKafka().correlationIdOffBy(5), request -> {});

        assertThat(answers.stubbed().getInt(0)).isEqualTo(answers.kafka().getInt(0) + 5);
    }

    @Test
    void aHeaderWithoutItsTaggedFieldsAndOneWithThemDoubled() throws IOException {
        Pair without = answers("Heartbeat", 4, asKafka().omitting("Header.TaggedFields"), request -> {});
        assertThat(without.stubbed())
                .isEqualTo(without.kafka().slice(0, 4).concat(without.kafka().slice(5)));

        Pair doubled = answers("ListGroups", 3, asKafka().doubling("Header.TaggedFields"), request -> {});
        assertThat(doubled.stubbed())
                .isEqualTo(doubled.kafka()
                        .slice(0, 4)
                        .concat(Bytes.fromHex("00"))
                        .concat(doubled.kafka().slice(4)));
    }

    @Test
    void theTaggedFieldsOfInnerStructuresOmitted() throws IOException {
        Pair answers = answers(
                "Metadata",
                9,
                asKafka().omitting("Topics[*].Partitions[*].TaggedFields").omitting("TaggedFields"),
                request -> request.set("Topics", null));

        assertThat(answers.stubbed().size()).isEqualTo(answers.kafka().size() - 2);
    }

    @Test
    void aCountThatIsOneTooHighInBothEncodings() throws IOException {
        Pair int32 = answers("ApiVersions", 0, asKafka().miscounting("ApiKeys", 1), request -> {});
        assertThat(int32.stubbed().getInt(6)).isEqualTo(int32.kafka().getInt(6) + 1);
        assertThat(int32.stubbed().slice(10)).isEqualTo(int32.kafka().slice(10));

        Pair compact = answers("ListGroups", 3, asKafka().miscounting("Groups", 1), request -> {});
        assertThat(compact.kafka().get(11)).isEqualTo((byte) 1);
        assertThat(compact.stubbed().get(11)).isEqualTo((byte) 2);
    }

    @Test
    void aCompactLengthWithoutItsOne() throws IOException {
        Pair answers =
                answers("FindCoordinator", 3, asKafka().miscounting("Host", -1), request -> request.set("Key", "g"));

        int at = answers.kafka()
                        .toHex()
                        .indexOf("0a" + Requests.utf8("127.0.0.1").toHex())
                / 2;
        assertThat(answers.stubbed().get(at)).isEqualTo((byte) 9);
        assertThat(answers.stubbed().size()).isEqualTo(answers.kafka().size());
    }

    @Test
    void theLayoutOfAnotherVersionIncludingTheHeader() throws IOException {
        client.send("Heartbeat", 0, request -> {});
        Bytes atZero = client.receiveFrame();
        broker.stubFor(request("Heartbeat").willReturn(asKafka().inLayoutOf(0)));
        client.send("Heartbeat", 4, request -> {});
        Bytes atFour = client.receiveFrame();

        assertThat(atZero).isNotNull();
        assertThat(atFour).isNotNull();
        assertThat(atFour.slice(4)).isEqualTo(atZero.slice(4));
    }

    @Test
    void fieldsOfALaterVersionTakeTheirDefaults() throws IOException {
        broker.stubFor(request("Metadata").atVersion(7).willReturn(asKafka().inLayoutOf(12)));
        client.send("Metadata", 7, request -> request.set("Topics", null));

        assertThat(client.receive("Metadata", 12).getStructs("Topics")).hasSize(1);
    }

    @Test
    void bytesTruncatedAppendedOrReplacingTheBody() throws IOException {
        Pair cut = answers("Heartbeat", 1, asKafka().truncatedBy(3), request -> {});
        assertThat(cut.stubbed()).isEqualTo(cut.kafka().slice(0, cut.kafka().size() - 3));

        Bytes extra = Bytes.fromHex("deadbeef");
        Pair longer = answers("ListGroups", 0, asKafka().trailing(extra), request -> {});
        assertThat(longer.stubbed()).isEqualTo(longer.kafka().concat(extra));

        Pair raw = answers("SyncGroup", 4, asKafka().withBody(extra), request -> {});
        assertThat(raw.stubbed()).isEqualTo(raw.kafka().slice(0, 5).concat(extra));
    }

    @Test
    void aWrongSize() throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(asKafka().sizeOffBy(-2)));
        client.send("Heartbeat", 0, request -> {});
        Bytes frame = client.receiveFrame();

        assertThat(frame).isNotNull();
        assertThat(frame.size()).isEqualTo(4);
    }

    @Test
    void aBitOfTheRecordsFlipped() throws IOException {
        Bytes records = Requests.batch(2).build().bytes();
        client.ask("Produce", 7, Requests.produce("t", 0, 1, records));
        ResponseDefinition flipped = asKafka().flippingBit("Responses[0].Partitions[0].Records", -1);
        Pair answers = answers("Fetch", 4, flipped, Requests.fetch("t", 0, 0, 0, 0));

        int last = answers.kafka().size() - 1;
        assertThat(answers.stubbed().slice(0, last)).isEqualTo(answers.kafka().slice(0, last));
        assertThat(answers.stubbed().get(last))
                .isEqualTo((byte) (answers.kafka().get(last) ^ 1));
    }
}

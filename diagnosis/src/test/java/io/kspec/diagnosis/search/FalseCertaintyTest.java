package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases where the diagnosis was once nearly certain of a slip that nobody had made. */
class FalseCertaintyTest {
    /** An offset with one high bit and a few low ones can also be read as two small numbers. */
    private static final long HIGH_OFFSET = (1L << 33) + 7;

    private static final ApiSpec OFFSET_FETCH = Catalog.standard().api("OffsetFetch");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noFieldIsInventedInAResponseThatIsCutOff(int partitions) {
        Bytes whole = offsets(HIGH_OFFSET, partitions).int16(0).bytes();

        for (int size = Integer.BYTES; size < whole.size(); size++) {
            FrameUnderTest frame = FrameUnderTest.response(OFFSET_FETCH, 2, whole.slice(0, size));
            Diagnosis diagnosis = Diagnostician.diagnose(frame);
            diagnosis.best().filter(best -> best.certainty() >= 0.9).ifPresent(best -> assertThat(best.sentence())
                    .as(frame.bytes().toHex())
                    .doesNotContain("unexpected "));
        }
    }

    /** Q7. */
    @ParameterizedTest
    @ValueSource(longs = {41, HIGH_OFFSET, 1L << 40})
    void theErrorCodeIsMissingWhateverTheOffset(long offset) {
        Bytes frame = offsets(offset, 1).bytes();

        Explanation best = best(FrameUnderTest.response(OFFSET_FETCH, 2, frame));

        assertThat(best.path()).isEqualTo("ErrorCode");
        assertThat(best.start()).isEqualTo(frame.size());
        assertThat(best.kind()).isEqualTo(SlipKind.OTHER_VERSION);
    }

    /** S34. */
    @ParameterizedTest
    @ValueSource(longs = {41, HIGH_OFFSET, 1L << 40})
    void theErrorCodeIsAddedWhateverTheOffset(long offset) {
        Bytes sound = offsets(offset, 1).bytes();
        Bytes frame = sound.concat(new ByteWriter().int16(0).bytes());

        Explanation best = best(FrameUnderTest.response(OFFSET_FETCH, 1, frame));

        assertThat(best.path()).isEqualTo("ErrorCode");
        assertThat(best.start()).isEqualTo(sound.size());
    }

    /** Further slips were once added on top of one with the wrong explanation. */
    @Test
    void aTagBufferMissingOnceIsBlamedInItsPlace() {
        ByteWriter wire = new ByteWriter().int32(698).int8(0);
        wire.varint(2)
                .int64(0xa076_71b5_8202_457fL)
                .int64(0x80c6_d360_c715_9e36L)
                .varint(4);
        wire.int32(9).int16(122).int8(0).int8(0);
        wire.int32(16).int16(0).int8(0);
        wire.int32(17).int16(100).int8(0).int8(0);
        Bytes frame = wire.int8(0).int8(0).bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("DeleteShareGroupState"), 0, frame));

        assertThat(best.kind()).isEqualTo(SlipKind.TAG_BUFFER_MISSING);
        assertThat(best.path()).isEqualTo("Results[0].Partitions[1].TaggedFields");
        assertThat(best.start()).isEqualTo(38);
        assertThat(best.sentence()).doesNotContain("; then");
    }

    /** The timestamp -2 requests the earliest offset and is as likely as any. */
    @ParameterizedTest
    @ValueSource(longs = {-6, -5, -2, -1, 1_700_000_000_000L})
    void aSpecialTimestampIsNotASlip(long timestamp) {
        ByteWriter wire = new ByteWriter().int16(2).int16(4).int32(7).string("client");
        wire.int32(-1).int8(0).int32(1).string("orders").int32(1);
        wire.int32(0).int32(-1).int64(timestamp);

        Diagnosis diagnosis =
                Diagnostician.diagnose(FrameUnderTest.request(Catalog.standard().api("ListOffsets"), 4, wire.bytes()));

        assertThat(diagnosis.clean()).as(diagnosis.sentence()).isTrue();
    }

    /** S22: the bytes after the misread response happen to start with their own size. */
    @Test
    void anAssignmentIsNotAFrame() {
        ByteWriter wire = new ByteWriter().int32(3).int32(0).int16(0).int32(28);
        wire.int16(0).int32(1).string("orders").int32(1).int32(0);

        Explanation best = best(FrameUnderTest.response(
                Catalog.standard().api("SyncGroup"), 0, wire.int32(-1).int16(0).bytes()));

        assertThat(best.path()).isEqualTo("ThrottleTimeMs");
        assertThat(best.start()).isEqualTo(4);
    }

    @Test
    void anEmptyStringInsteadOfNullIsReported() {
        ByteWriter wire = new ByteWriter().int32(7);
        wire.int32(1).int32(1).string("broker-1").int32(9092).string("");
        Bytes frame = wire.int32(1).int32(0).bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("Metadata"), 1, frame));

        assertThat(best.kind()).isEqualTo(SlipKind.EMPTY_FOR_NULL);
        assertThat(best.path()).isEqualTo("Brokers[0].Rack");
        assertThat(best.start()).isEqualTo(26);
    }

    /** SeaweedFS: the correlation id twice, and then the layout of v2, which is not flexible. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aDoubledCorrelationIdHidesAnotherVersion(int version) {
        ByteWriter wire = new ByteWriter().int32(1).int32(1).int32(0).int16(0).int32(2);
        wire.string("kspec-wjt0e02x-group-1").string("consumer");
        wire.string("kspec-wjt0e02x-group-2").string("consumer");

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("ListGroups"), version, wire.bytes())
                .expecting(1));

        assertThat(best.kind()).isEqualTo(SlipKind.CORRELATION_ID_DOUBLED);
        assertThat(best.start()).isEqualTo(4);
        assertThat(best.sentence())
                .startsWith("the correlation id (1) is repeated before ThrottleTimeMs; then, at byte 8, ")
                .containsAnyOf("the body has the layout of v2", "the body has classic lengths");
    }

    /** SeaweedFS: the topic's name, with other fields written into it. */
    @Test
    void piecesOfTheRequestsTextAreRecognized() {
        String topic = "kspec-wjt0e02x-topic-247";
        ByteWriter wire = new ByteWriter().int32(1).int32(1).int16(24);
        wire.raw("kspe").int16(0).raw("c-wjt0e0").int32(0).int16(0).int8(0);
        wire.raw("2x-t")
                .int16(0)
                .raw("opic-247")
                .int32(1)
                .int32(0)
                .int16(0)
                .int32(1)
                .int64(5);

        Explanation best = best(answering(
                "ListOffsets",
                0,
                wire,
                body -> body.setEach("Topics", List.of(topic), (entry, name) -> entry.set("Name", name)
                        .setEach("Partitions", List.of(0), (partition, index) -> partition.set("MaxNumOffsets", 1)))));

        assertThat(best.kind()).isEqualTo(SlipKind.REQUEST_TEXT);
        assertThat(best.path()).isEqualTo("Topics[0].Name");
        assertThat(best.start()).isEqualTo(8);
        assertThat(best.sentence())
                .isEqualTo(
                        "text of the request lies here: \"kspe\" at byte 10, \"c-wjt0e0\" at byte 16, \"2x-t\" at byte"
                                + " 31, \"opic-247\" at byte 37, pieces of \"kspec-wjt0e02x-topic-247\"");
    }

    /** SeaweedFS: a throttle time, and then the first bytes of the request's topic. */
    @Test
    void aCountThatIsTheRequestsTextIsRecognized() {
        ByteWriter wire = new ByteWriter().int32(1).int32(0).raw("kspe");

        Explanation best = best(
                answering("DeleteTopics", 1, wire, body -> body.set("TopicNames", List.of("kspec-wjt0e02x-topic-12"))));

        assertThat(best.kind()).isEqualTo(SlipKind.REQUEST_TEXT);
        assertThat(best.path()).isEqualTo("Responses");
        assertThat(best.start()).isEqualTo(8);
        assertThat(best.sentence())
                .isEqualTo("text of the request lies here: \"kspe\" at byte 8, a piece of \"kspec-wjt0e02x-topic-12\"");
    }

    /** SeaweedFS: a correlation id of 0, and then nothing but the right error. */
    @Test
    void anErrorCodeAloneIsNotTheBody() {
        Bytes frame = new ByteWriter().int32(0).int16(10).bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("Produce"), 3, frame)
                .expecting(5));

        assertThat(best.kind()).isEqualTo(SlipKind.CORRELATION_ID_WRONG);
        assertThat(best.start()).isZero();
        assertThat(best.sentence())
                .isEqualTo("the correlation id is 0, but the request's is 5; then, at byte 4, only the error code 10"
                        + " MESSAGE_TOO_LARGE follows, not the body of v3");
    }

    /** pg_kafka: an error code and a text, whatever the API. */
    @Test
    void anErrorCodeWithATextIsNotTheBody() {
        Bytes frame =
                new ByteWriter().int32(5).int16(2).string("malformed request").bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("TxnOffsetCommit"), 2, frame)
                .expecting(5));

        assertThat(best.kind()).isEqualTo(SlipKind.ERROR_ALONE);
        assertThat(best.start()).isEqualTo(4);
        assertThat(best.sentence())
                .isEqualTo("only the error code 2 CORRUPT_MESSAGE and a text follow, not the body of v2");
    }

    /** librdkafka's mock: an ApiVersions version that it does not speak is answered in the layout of v3, not of v0. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void theFallbackOfApiVersionsInAnotherLayoutIsNamed(int apis) {
        ByteWriter wire = new ByteWriter().int32(1).int16(35).varint(apis + 1);
        for (int key = 0; key < apis; key++) {
            wire.int16(key == 0 ? 18 : key).int16(0).int16(3).int8(0);
        }
        Bytes frame = wire.int32(0).int8(0).bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("ApiVersions"), 4, frame)
                .expecting(1));

        assertThat(best.kind()).isEqualTo(SlipKind.OTHER_VERSION);
        assertThat(best.message().version()).isZero();
        assertThat(best.sentence()).startsWith("the body has the layout of v3");
    }

    /**
     * An assignment after an int16 length: the same bytes come of a missing error code, since what is left of the length
     * is 0. Both are shown.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void anAssignmentThatDecodesSpeaksAgainstAnotherLayout(int version) {
        ByteWriter assignment =
                new ByteWriter().int16(0).int32(1).string("orders").int32(1).int32(0);
        Bytes content = assignment.int32(-1).bytes();
        ByteWriter wire = new ByteWriter().int32(7);
        if (version > 0) {
            wire.int32(0);
        }
        Bytes frame = wire.int16(0).int16(content.size()).raw(content).bytes();

        Diagnosis diagnosis = Diagnostician.diagnose(
                FrameUnderTest.response(Catalog.standard().api("SyncGroup"), version, frame)
                        .expecting(7));

        assertThat(diagnosis.explanations().get(0).certainty()).isLessThan(0.7);
        assertThat(diagnosis.sentence())
                .contains("ErrorCode (int16) is missing before Assignment")
                .contains("the length of Assignment is written as int16");
    }

    /** A partition's index is copied from the request, so it is not what lacks; the offset is an int32. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void aCommittedOffsetOf32BitsIsNotAMissingPartitionIndex(int version) {
        FrameUnderTest frame = narrowOffset(version);

        Explanation best = best(frame);

        assertThat(best.kind()).isEqualTo(SlipKind.INTEGER_WIDTH);
        assertThat(best.path()).endsWith("Partitions[0].CommittedOffset");
        assertThat(best.sentence()).startsWith("CommittedOffset is written as int32 (12)");
    }

    private static FrameUnderTest narrowOffset(int version) {
        boolean flexible = version >= 6;
        ByteWriter wire = new ByteWriter().int32(1);
        if (version >= 3) {
            wire.raw(flexible ? Bytes.copyOf((byte) 0) : Bytes.EMPTY).int32(0);
        }
        if (version >= 8) {
            wire.varint(2).compact("kspec-abcdefgh-group-1");
        }
        if (flexible) {
            wire.varint(2).compact("kspec-abcdefgh-topic-2").varint(2).int32(0).int32(12);
            wire.int32(-1).compact("").int16(0).int8(0).int8(0).int16(0);
            wire.raw(version >= 8 ? Bytes.copyOf((byte) 0, (byte) 0) : Bytes.copyOf((byte) 0));
        } else {
            wire.int32(1).string("kspec-abcdefgh-topic-2").int32(1).int32(0).int32(12);
            wire.raw(version >= 5 ? new ByteWriter().int32(-1).bytes() : Bytes.EMPTY)
                    .string("")
                    .int16(0);
            wire.raw(version >= 2 ? new ByteWriter().int16(0).bytes() : Bytes.EMPTY);
        }
        return answering("OffsetFetch", version, wire, body -> {
            if (version >= 8) {
                body.add("Groups", group -> askForOffset(group));
            } else {
                askForOffset(body);
            }
        });
    }

    private static void askForOffset(MessageBuilder group) {
        group.set("GroupId", "kspec-abcdefgh-group-1")
                .add("Topics", topic -> topic.set("Name", "kspec-abcdefgh-topic-2")
                        .set("PartitionIndexes", List.of(0)));
    }

    private static FrameUnderTest answering(String api, int version, ByteWriter frame, Consumer<MessageBuilder> fill) {
        MessageBuilder request = Message.builder(Catalog.standard().api(api).request(version));
        fill.accept(request);
        return FrameUnderTest.response(Catalog.standard().api(api), version, frame.bytes())
                .expecting(1)
                .answering(request.build());
    }

    /** The response of OffsetFetch v1, and the start of v2's. */
    private static ByteWriter offsets(long offset, int partitions) {
        ByteWriter wire = new ByteWriter().int32(42).int32(1).string("orders").int32(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            wire.int32(partition).int64(offset + partition).string("").int16(0);
        }
        return wire;
    }

    private static Explanation best(FrameUnderTest frame) {
        Diagnosis diagnosis = Diagnostician.diagnose(frame);
        return diagnosis.best().orElseThrow(() -> new AssertionError(diagnosis.sentence()));
    }
}

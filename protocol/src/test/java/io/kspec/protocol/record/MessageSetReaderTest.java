package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reader rejects in magic 0 and 1, its messages, and what it accepts like Kafka. */
class MessageSetReaderTest {
    private static final Bytes VALUE = Bytes.fromHex("76");

    private static LegacyMessage message(int magic) {
        return (LegacyMessage) Records.messageSet(magic)
                .append(1000, null, VALUE)
                .build()
                .batches()
                .get(0);
    }

    /** A wrapper of magic 1 with the patched messages. */
    private static LegacyMessage wrapper(int magic, LegacyMessage... inner) throws Exception {
        LegacyMessage template = (LegacyMessage) Records.messageSet(magic)
                .compression(CompressionType.GZIP)
                .append(1000, null, VALUE)
                .build()
                .batches()
                .get(0);
        int header = LegacyMessage.LOG_OVERHEAD + LegacyMessage.smallestSize(magic) - 4;
        Bytes value = new GzipCodec().compress(Records.of(inner).bytes(), magic);
        Bytes bytes = new ByteBuilder()
                .bytes(template.bytes().slice(0, header))
                .int32Bytes(value)
                .copy();
        return new LegacyMessage(bytes, BatchPlace.ALONE)
                .with(LegacyMessageField.MESSAGE_SIZE, bytes.size() - LegacyMessage.LOG_OVERHEAD)
                .withCorrectCrc();
    }

    private static void assertFailure(Bytes field, Kind kind, String text) {
        DecodeFailure failure = catchThrowableOfType(DecodeException.class, () -> Records.read(field))
                .failure();
        assertThat(failure).hasToString(text);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void aWrongCrcIsRejected() {
        assertFailure(
                message(1).with(LegacyMessageField.CRC, 7).bytes(),
                Kind.CHECKSUM,
                String.format(
                        "MessageSet v1, Batches[0].Crc at byte 12: expected CRC-32 0x%08x of the 19 bytes from the"
                                + " magic on, found 0x00000007",
                        message(1).crc()));
    }

    @Test
    void aSizeTooSmallForTheMagicIsRejected() {
        assertFailure(
                message(1).with(LegacyMessageField.MESSAGE_SIZE, 21).bytes(),
                Kind.LENGTH_OUT_OF_RANGE,
                "MessageSet v1, Batches[0].MessageSize at byte 8: expected a length from 22 on, found 21");
    }

    @Test
    void anIncompleteMessageIsRejectedOrKeptSeparately() {
        Bytes cut = Records.of(message(0), message(0)).bytes().slice(0, 50);

        assertFailure(
                cut,
                Kind.TRUNCATED,
                "MessageSet v0, Batches[1] at byte 50: expected a batch of 27 bytes, its first 23 are all that is"
                        + " there");
        assertThat(Records.readFetched(cut).partialBatch()).isEqualTo(cut.slice(27));
    }

    @Test
    void keyAndValueMustFillTheMessage() {
        Bytes longer = message(0).bytes().concat(Bytes.fromHex("00"));
        LegacyMessage trailing = new LegacyMessage(longer, BatchPlace.ALONE)
                .with(LegacyMessageField.MESSAGE_SIZE, longer.size() - 12)
                .withCorrectCrc();

        assertFailure(
                trailing.bytes(),
                Kind.TRAILING_BYTES,
                "MessageSet v0, Batches[0] at byte 27: expected the message to end with its value, 1 bytes of its size"
                        + " remain");
    }

    @Test
    void zstdIsRejected() {
        assertFailure(
                message(1)
                        .with(LegacyMessageField.ATTRIBUTES, 4)
                        .withCorrectCrc()
                        .bytes(),
                Kind.INVALID_VALUE,
                "MessageSet v1, Batches[0].Attributes at byte 17: expected compression 0 to 3, found 4");
        assertThatThrownBy(() -> Records.messageSet(1).compression(CompressionType.ZSTD))
                .hasMessage("magic 1 has no zstd");
    }

    @Test
    void aWrapperNeedsMessages() throws Exception {
        assertFailure(
                wrapper(1).bytes(),
                Kind.TRUNCATED,
                "MessageSet v1, Batches[0].Decompressed at byte 0: expected at least one message, no bytes remain");
        LegacyMessage empty = new LegacyMessage(
                        Records.messageSet(1)
                                .append(1, null, null)
                                .build()
                                .batches()
                                .get(0)
                                .bytes(),
                        BatchPlace.ALONE)
                .with(LegacyMessageField.ATTRIBUTES, 1)
                .withCorrectCrc();
        assertFailure(
                empty.bytes(),
                Kind.NULL_NOT_ALLOWED,
                "MessageSet v1, Batches[0].Value at byte 30: expected compressed messages, found null");
    }

    @Test
    void innerMessagesMustBeValid() throws Exception {
        assertFailure(
                wrapper(1, message(1), message(1).with(LegacyMessageField.CRC, 7))
                        .bytes(),
                Kind.CHECKSUM,
                String.format(
                        "MessageSet v1, Batches[0].Decompressed.Messages[1].Crc at byte 47: expected CRC-32 0x%08x of"
                                + " the 19 bytes from the magic on, found 0x00000007",
                        message(1).crc()));
        assertFailure(
                wrapper(1, message(0), message(0)).bytes(),
                Kind.INVALID_VALUE,
                "MessageSet v1, Batches[0].Decompressed.Messages[0].Magic at byte 16: expected magic 1, found 0");
        assertFailure(
                wrapper(1, wrapper(1, message(1))).bytes(),
                Kind.INVALID_VALUE,
                "MessageSet v1, Batches[0].Decompressed.Messages[0].Attributes at byte 17: expected no compression"
                        + " inside a compressed message, found gzip");
    }

    @Test
    void aWrapperMayNotEndBeforeItsMessages() throws Exception {
        LegacyMessage wrapper =
                wrapper(1, message(1).withOffset(4), message(1).withOffset(5)).withOffset(3);

        assertFailure(
                wrapper.bytes(),
                Kind.INVALID_VALUE,
                "MessageSet v1, Batches[0].Offset at byte 0: expected 0, or from the last inner offset 5 on, found 3");
    }

    @Test
    void aWrapperAtOffsetZeroKeepsInnerOffsets() throws Exception {
        LegacyMessage wrapper =
                wrapper(1, message(1).withOffset(0), message(1).withOffset(1)).withOffset(0);

        assertThat(Records.read(wrapper.bytes()).records())
                .isEqualTo(KafkaRecords.read(wrapper.bytes()))
                .extracting(Record::offset)
                .containsExactly(0L, 1L);
    }

    @Test
    void innerOffsetsAreRelativeInMagic1() throws Exception {
        LegacyMessage wrapper =
                wrapper(1, message(1).withOffset(0), message(1).withOffset(2)).withOffset(102);

        assertThat(Records.read(wrapper.bytes()).records())
                .isEqualTo(KafkaRecords.read(wrapper.bytes()))
                .extracting(Record::offset)
                .containsExactly(100L, 102L);
    }

    @Test
    void aBrokersAppendStampsAMessage() {
        LegacyMessage stamped = message(1).withOffset(9).withTimestamp(TimestampType.LOG_APPEND_TIME, 77);

        assertThat(Records.read(stamped.bytes()).records())
                .containsExactly(new Record(9, 77, TimestampType.LOG_APPEND_TIME, null, VALUE, List.of()));
        assertThat(KafkaRecords.read(stamped.bytes()))
                .isEqualTo(Records.read(stamped.bytes()).records());
    }
}

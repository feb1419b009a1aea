package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
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

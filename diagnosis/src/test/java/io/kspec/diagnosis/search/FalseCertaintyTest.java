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

/** Cases in which blame was once as good as certain of a slip that nobody had made. */
class FalseCertaintyTest {
    /** An offset of one bit far up and a few low ones reads as two small numbers, too. */
    private static final long HIGH_OFFSET = (1L << 33) + 7;

    private static final ApiSpec OFFSET_FETCH = Catalog.standard().api("OffsetFetch");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nothingIsInventedInAnAnswerThatIsCut(int partitions) {
        Bytes whole = offsets(HIGH_OFFSET, partitions).int16(0).bytes();

        for (int size = Integer.BYTES; size < whole.size(); size++) {
            FrameUnderTest suspect = FrameUnderTest.response(OFFSET_FETCH, 2, whole.slice(0, size));
            Diagnosis diagnosis = Blame.diagnose(suspect);
            diagnosis.best().filter(best -> best.certainty() >= 0.9).ifPresent(best -> assertThat(best.sentence())
                    .as(suspect.frame().toHex())
                    .doesNotContain(" stand "));
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
        Bytes frame = sound.concat(new Wire().int16(0).bytes());

        Explanation best = best(FrameUnderTest.response(OFFSET_FETCH, 1, frame));

        assertThat(best.path()).isEqualTo("ErrorCode");
        assertThat(best.start()).isEqualTo(sound.size());
    }

    /** Found where further slips were laid on top of one that had been told wrongly. */
    @Test
    void aTagBufferThatIsMissingOnceIsBlamedWhereItIs() {
        Wire wire = new Wire().int32(698).int8(0);
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

    /** An earliest offset is asked for by the timestamp -2, which is as likely as any. */
    @ParameterizedTest
    @ValueSource(longs = {-6, -5, -2, -1, 1_700_000_000_000L})
    void aKindOfOffsetThatIsAskedForIsNoSlip(long timestamp) {
        Wire wire = new Wire().int16(2).int16(4).int32(7).string("client");
        wire.int32(-1).int8(0).int32(1).string("orders").int32(1);
        wire.int32(0).int32(-1).int64(timestamp);

        Diagnosis diagnosis =
                Blame.diagnose(FrameUnderTest.request(Catalog.standard().api("ListOffsets"), 4, wire.bytes()));

        assertThat(diagnosis.clean()).as(diagnosis.sentence()).isTrue();
    }

    /** S22: what follows the misread answer begins with its own size, by chance. */
    @Test
    void anAssignmentIsNoFrame() {
        Wire wire = new Wire().int32(3).int32(0).int16(0).int32(28);
        wire.int16(0).int32(1).string("orders").int32(1).int32(0);

        Explanation best = best(FrameUnderTest.response(
                Catalog.standard().api("SyncGroup"), 0, wire.int32(-1).int16(0).bytes()));

        assertThat(best.path()).isEqualTo("ThrottleTimeMs");
        assertThat(best.start()).isEqualTo(4);
    }

    @Test
    void emptyIsToldWhereKafkaWritesNull() {
        Wire wire = new Wire().int32(7);
        wire.int32(1).int32(1).string("broker-1").int32(9092).string("");
        Bytes frame = wire.int32(1).int32(0).bytes();

        Explanation best = best(FrameUnderTest.response(Catalog.standard().api("Metadata"), 1, frame));

        assertThat(best.kind()).isEqualTo(SlipKind.EMPTY_FOR_NULL);
        assertThat(best.path()).isEqualTo("Brokers[0].Rack");
        assertThat(best.start()).isEqualTo(26);
    }

    /** The answer of OffsetFetch v1, and the beginning of that of v2. */
    private static Wire offsets(long offset, int partitions) {
        Wire wire = new Wire().int32(42).int32(1).string("orders").int32(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            wire.int32(partition).int64(offset + partition).string("").int16(0);
        }
        return wire;
    }

    private static Explanation best(FrameUnderTest suspect) {
        Diagnosis diagnosis = Blame.diagnose(suspect);
        return diagnosis.best().orElseThrow(() -> new AssertionError(diagnosis.sentence()));
    }
}

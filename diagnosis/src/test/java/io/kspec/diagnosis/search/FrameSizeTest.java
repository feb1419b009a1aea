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
import org.junit.jupiter.params.provider.CsvSource;

class FrameSizeTest {
    private static final ApiSpec HEARTBEAT = Catalog.standard().api("Heartbeat");
    /** Correlation id, throttle time, error code. */
    private static final Bytes FRAME =
            new ByteWriter().int32(7).int32(0).int16(27).bytes();

    @ParameterizedTest
    @CsvSource({
        "14, SIZE_TOO_HIGH, it counts its own bytes",
        "6, SIZE_TOO_LOW, it does not count the 4-byte header",
        "167772160, SIZE_TOO_HIGH, it is little-endian",
        "12, SIZE_TOO_HIGH, it is 2 too high",
        "9, SIZE_TOO_LOW, it is 1 too low",
        "-1, SIZE_NEGATIVE, it is 11 too low"
    })
    void aWrongSizeIsNamed(int size, SlipKind kind, String reason) {
        Diagnosis diagnosis = Diagnostician.diagnose(response().announcing(size));

        assertThat(diagnosis.best()).hasValueSatisfying(best -> {
            assertThat(best.kind()).isEqualTo(kind);
            assertThat(best.path()).isEqualTo("Size");
            assertThat(best.start()).isEqualTo(-4);
            assertThat(best.end()).isZero();
            assertThat(best.sentence())
                    .isEqualTo("the frame's size says " + size + " but the message has 10 bytes: " + reason);
        });
    }

    @Test
    void theRightSizeIsNotBlamed() {
        assertThat(Diagnostician.diagnose(response().announcing(FRAME.size())).clean())
                .isTrue();
    }

    @Test
    void bytesAfterTheFrameBelongToTheNext() {
        Bytes stream = FRAME.concat(new ByteWriter().int32(10).raw(FRAME).bytes());

        assertThat(Diagnostician.diagnose(
                                FrameUnderTest.response(HEARTBEAT, 1, stream).announcing(10))
                        .clean())
                .isTrue();
    }

    @Test
    void aBrokenMessageOfTheRightSizeIsBlamedItself() {
        Bytes frame = new ByteWriter().int32(7).int16(27).bytes();

        Diagnosis diagnosis = Diagnostician.diagnose(
                FrameUnderTest.response(HEARTBEAT, 1, frame).announcing(6));

        assertThat(diagnosis).isEqualTo(Diagnostician.diagnose(FrameUnderTest.response(HEARTBEAT, 1, frame)));
        assertThat(diagnosis.best())
                .hasValueSatisfying(best -> assertThat(best.path()).isEqualTo("ThrottleTimeMs"));
    }

    @Test
    void bytesAfterAMessageAreDecoded() {
        assertThat(following(new ByteWriter().int32(10).raw(FRAME).bytes()))
                .endsWith("follow the complete message: the next frame, with size 10 and correlation id 7");
        assertThat(following(new ByteWriter().string("orders!").bytes())).endsWith(": the string \"orders!\"");
        assertThat(following(new ByteWriter().compact("orders").bytes())).endsWith(": the compact string \"orders\"");
        assertThat(following(new ByteWriter().int64(-3).int8(5).bytes())).endsWith(": fffffffffffffffd05");
    }

    private static String following(Bytes rest) {
        return Diagnostician.diagnose(FrameUnderTest.response(HEARTBEAT, 1, FRAME.concat(rest))).explanations().stream()
                .filter(each -> each.kind() == SlipKind.TRAILING_BYTES)
                .map(Explanation::sentence)
                .findFirst()
                .orElseThrow();
    }

    private static FrameUnderTest response() {
        return FrameUnderTest.response(HEARTBEAT, 1, FRAME);
    }
}

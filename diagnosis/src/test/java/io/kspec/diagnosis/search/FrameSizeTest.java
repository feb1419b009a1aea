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
    private static final Bytes FRAME = new Wire().int32(7).int32(0).int16(27).bytes();

    @ParameterizedTest
    @CsvSource({
        "14, it counts its own bytes",
        "6, it does not count the 4 of the header",
        "167772160, its lowest byte stands first",
        "12, it is 2 too high",
        "9, it is 1 too low",
        "-1, it is 11 too low"
    })
    void aWrongSizeIsNamed(int size, String reason) {
        Diagnosis diagnosis = Blame.diagnose(response().announcing(size));

        assertThat(diagnosis.best()).hasValueSatisfying(best -> {
            assertThat(best.kind()).isEqualTo(SlipKind.FRAME_LENGTH);
            assertThat(best.path()).isEqualTo("Size");
            assertThat(best.start()).isEqualTo(-4);
            assertThat(best.end()).isZero();
            assertThat(best.sentence())
                    .isEqualTo("the frame's size says " + size + " but the message has 10 bytes: " + reason);
        });
    }

    @Test
    void theRightSizeIsNotBlamed() {
        assertThat(Blame.diagnose(response().announcing(FRAME.size())).clean()).isTrue();
    }

    @Test
    void bytesBehindTheFrameAreOfTheNext() {
        Bytes stream = FRAME.concat(new Wire().int32(10).raw(FRAME).bytes());

        assertThat(Blame.diagnose(FrameUnderTest.response(HEARTBEAT, 1, stream).announcing(10))
                        .clean())
                .isTrue();
    }

    @Test
    void aBrokenMessageOfTheRightSizeIsBlamedItself() {
        Bytes frame = new Wire().int32(7).int16(27).bytes();

        Diagnosis diagnosis =
                Blame.diagnose(FrameUnderTest.response(HEARTBEAT, 1, frame).announcing(6));

        assertThat(diagnosis).isEqualTo(Blame.diagnose(FrameUnderTest.response(HEARTBEAT, 1, frame)));
        assertThat(diagnosis.best())
                .hasValueSatisfying(best -> assertThat(best.path()).isEqualTo("ThrottleTimeMs"));
    }

    @Test
    void whatFollowsAMessageIsDecoded() {
        assertThat(following(new Wire().int32(10).raw(FRAME).bytes()))
                .endsWith("follow the complete message: the next frame, with its size 10 and correlation id 7");
        assertThat(following(new Wire().string("orders!").bytes())).endsWith(": the string \"orders!\"");
        assertThat(following(new Wire().compact("orders").bytes())).endsWith(": the compact string \"orders\"");
        assertThat(following(new Wire().int64(-3).int8(5).bytes())).endsWith(": fffffffffffffffd05");
    }

    private static String following(Bytes rest) {
        return Blame.diagnose(FrameUnderTest.response(HEARTBEAT, 1, FRAME.concat(rest))).explanations().stream()
                .filter(each -> each.kind() == SlipKind.TRAILING_BYTES)
                .map(Explanation::sentence)
                .findFirst()
                .orElseThrow();
    }

    private static FrameUnderTest response() {
        return FrameUnderTest.response(HEARTBEAT, 1, FRAME);
    }
}

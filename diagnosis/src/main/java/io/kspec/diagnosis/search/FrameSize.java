package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.List;

/** Checks the size before a frame against the message in the frame. */
final class FrameSize {
    private static final double CERTAINTY = 0.99;

    private FrameSize() {}

    /**
     * Diagnoses the announced size, or else the message. The size is wrong if the message is complete and the size is
     * higher than what was received, or lower than the message.
     */
    static Diagnosis diagnose(FrameUnderTest frame, int announced) {
        int received = frame.bytes().size();
        int actual = sizeOf(frame);
        boolean tooHigh = announced > received && actual == received;
        boolean tooLow = announced < actual;
        if (!tooHigh && !tooLow) {
            return Diagnostician.diagnose(frame.upTo(announced < 0 ? received : Math.min(announced, received)));
        }
        Explanation size = new Explanation(
                tooHigh ? SlipKind.SIZE_TOO_HIGH : announced < 0 ? SlipKind.SIZE_NEGATIVE : SlipKind.SIZE_TOO_LOW,
                frame.header().id(),
                "Size",
                -Integer.BYTES,
                0,
                sentence(frame, announced, actual),
                List.of("the first " + actual + " of the " + received + " bytes received are a complete message"),
                1,
                CERTAINTY);
        DecodeFailure failure =
                announced >= 0 && tooLow ? frame.upTo(announced).attempt().failure() : null;
        return new Diagnosis(frame.body().id(), failure, List.of(size), 1, actual);
    }

    /** The size of the message that decodes strictly, or -1 if none does. */
    private static int sizeOf(FrameUnderTest frame) {
        DecodeAttempt attempt = frame.attempt();
        DecodeFailure failure = attempt.failure();
        if (failure == null) {
            return frame.bytes().size();
        }
        return failure.kind() == DecodeFailure.Kind.TRAILING_BYTES ? failure.offset() : -1;
    }

    private static String sentence(FrameUnderTest frame, int announced, int actual) {
        String text = "the frame's size says " + announced + " but the message has " + actual + " bytes";
        int header = header(frame);
        if (announced == actual + Integer.BYTES) {
            return text + ": it counts its own bytes";
        }
        if (announced == Integer.reverseBytes(actual)) {
            return text + ": it is little-endian";
        }
        if (announced == actual - header) {
            return text + ": it does not count the " + header + "-byte header";
        }
        return text + ": it is "
                + (announced > actual ? (announced - actual) + " too high" : (actual - announced) + " too low");
    }

    private static int header(FrameUnderTest frame) {
        DecodeAttempt attempt = frame.attempt();
        return attempt.layout().entries().stream()
                .filter(entry -> !entry.message().equals(frame.body().id()))
                .mapToInt(entry -> entry.end())
                .max()
                .orElse(0);
    }
}

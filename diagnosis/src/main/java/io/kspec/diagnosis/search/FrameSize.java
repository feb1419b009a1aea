package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.List;

/** Whether the size before a frame is that of the message in it. */
final class FrameSize {
    private static final double CERTAINTY = 0.99;

    private FrameSize() {}

    /**
     * What is wrong with a size that was announced, or with the message. The size is to blame if the whole message came
     * and the size says that more is to come, or that less belongs to it.
     */
    static Diagnosis diagnose(FrameUnderTest suspect, int announced) {
        int came = suspect.frame().size();
        int actual = sizeOf(suspect);
        boolean tooHigh = announced > came && actual == came;
        boolean tooLow = announced < actual;
        if (!tooHigh && !tooLow) {
            return Blame.diagnose(suspect.upTo(announced < 0 ? came : Math.min(announced, came)));
        }
        Diagnosis message = Blame.diagnose(suspect.upTo(actual));
        Explanation size = new Explanation(
                SlipKind.FRAME_LENGTH,
                suspect.header().id(),
                "Size",
                -Integer.BYTES,
                0,
                sentence(suspect, announced, actual),
                List.of("the first " + actual + " of the " + came + " bytes that came are a message, read strictly"),
                CERTAINTY);
        DecodeFailure failure =
                announced >= 0 && tooLow ? suspect.upTo(announced).attempt().failure() : null;
        return new Diagnosis(message.message(), failure, List.of(size), message.tried(), actual);
    }

    /** How many bytes are a message, read strictly; or -1 if none is. */
    private static int sizeOf(FrameUnderTest suspect) {
        DecodeAttempt attempt = suspect.attempt();
        DecodeFailure failure = attempt.failure();
        if (failure == null) {
            return suspect.frame().size();
        }
        return failure.kind() == DecodeFailure.Kind.TRAILING_BYTES ? failure.offset() : -1;
    }

    private static String sentence(FrameUnderTest suspect, int announced, int actual) {
        String text = "the frame's size says " + announced + " but the message has " + actual + " bytes";
        int header = header(suspect);
        if (announced == actual + Integer.BYTES) {
            return text + ": it counts its own bytes";
        }
        if (announced == Integer.reverseBytes(actual)) {
            return text + ": its lowest byte stands first";
        }
        if (announced == actual - header) {
            return text + ": it does not count the " + header + " of the header";
        }
        return text + ": it is "
                + (announced > actual ? (announced - actual) + " too high" : (actual - announced) + " too low");
    }

    private static int header(FrameUnderTest suspect) {
        DecodeAttempt attempt = suspect.attempt();
        return attempt.layout().entries().stream()
                .filter(entry -> !entry.message().equals(suspect.body().id()))
                .mapToInt(entry -> entry.end())
                .max()
                .orElse(0);
    }
}

package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.codec.DecodeFailure;

/**
 * Finds the likeliest slip behind bytes that do not decode, or that decode to unlikely values.
 *
 * <p>Each hypothesis is an altered layout. The bytes are read with it, and the surprise of the resulting values is summed
 * up in bits, together with the surprise of the slip itself: the interpretation with the fewest bits describes the bytes
 * best. Its certainty is its share of probability among all hypotheses tried and an unknown slip.
 */
public final class Diagnostician {
    private Diagnostician() {}

    /** Diagnoses a frame. Never throws, whatever the bytes; the result depends only on the argument. */
    public static Diagnosis diagnose(FrameUnderTest frame) {
        Integer announced = frame.announcedSize();
        return announced == null ? ofMessage(frame) : FrameSize.diagnose(frame, announced);
    }

    private static Diagnosis ofMessage(FrameUnderTest frame) {
        DecodeFailure failure = frame.attempt().failure();
        Search.Found found = Search.ofFrame(frame).run();
        Ranking ranking = new Ranking(frame, failure, found);
        Diagnosis diagnosis = new Diagnosis(
                frame.body().id(),
                failure,
                ranking.explanations(),
                found.tried(),
                Math.min(frame.bytes().size(), Search.PREFIX));
        return diagnosis.clean() ? withRecords(frame, diagnosis, found) : diagnosis;
    }

    private static Diagnosis withRecords(FrameUnderTest frame, Diagnosis diagnosis, Search.Found found) {
        RecordsDiagnostician.Broken broken = new RecordsDiagnostician(frame, found.strict()).find();
        if (broken == null) {
            return diagnosis;
        }
        Ranking ranking = new Ranking(frame, null, broken.found()).within(broken.path(), broken.start());
        return new Diagnosis(
                diagnosis.message(),
                null,
                ranking.explanations(),
                diagnosis.tried() + broken.found().tried(),
                diagnosis.prefix());
    }
}

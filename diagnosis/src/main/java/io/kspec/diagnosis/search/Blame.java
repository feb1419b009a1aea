package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.codec.DecodeFailure;

/**
 * Finds the likeliest slip behind bytes that do not decode, or decode to values that cannot be.
 *
 * <p>Each hypothesis is an altered layout. It is read, and the surprise of the values that it yields is summed up in
 * bits, together with the surprise of the slip itself: the reading with the fewest bits describes the bytes best. A
 * certainty is what a reading's probability is among those of all that were tried, and of none.
 */
public final class Blame {
    private Blame() {}

    /** What is wrong with some bytes; never throws for any bytes. The result depends on nothing else. */
    public static Diagnosis diagnose(FrameUnderTest suspect) {
        Integer announced = suspect.announcedSize();
        return announced == null ? frame(suspect) : FrameSize.diagnose(suspect, announced);
    }

    private static Diagnosis frame(FrameUnderTest suspect) {
        DecodeFailure failure = suspect.attempt().failure();
        Search.Found found = Search.ofFrame(suspect).run();
        Ranking ranking = new Ranking(suspect, failure, found);
        Diagnosis diagnosis = new Diagnosis(
                suspect.body().id(),
                failure,
                ranking.explanations(),
                found.tried(),
                Math.min(suspect.frame().size(), Search.PREFIX));
        return diagnosis.clean() ? withRecords(suspect, diagnosis, found) : diagnosis;
    }

    private static Diagnosis withRecords(FrameUnderTest suspect, Diagnosis diagnosis, Search.Found found) {
        RecordsBlame.Broken broken = new RecordsBlame(suspect, found.strict()).find();
        if (broken == null) {
            return diagnosis;
        }
        Ranking ranking = new Ranking(suspect, null, broken.found()).within(broken.path(), broken.start());
        return new Diagnosis(
                diagnosis.message(),
                null,
                ranking.explanations(),
                diagnosis.tried() + broken.found().tried(),
                diagnosis.prefix());
    }
}

package io.kspec.diagnosis.reading;

import java.util.List;
import java.util.Map;

/**
 * What came of reading bytes under a hypothesis.
 *
 * @param hypothesis the hypothesis
 * @param bits how surprising the bytes are under it, its prior included
 * @param complete whether it accounts for every byte
 * @param stopped where the reading ended: the end of the bytes, or the first that it cannot account for
 * @param trace what was read where; empty if nobody asked
 */
public record Reading(Hypothesis hypothesis, double bits, boolean complete, int stopped, Trace trace) {

    /**
     * What a reading came by.
     *
     * @param spots numbers, lengths, counts and contents, in the order of the wire
     * @param sightings the marked parts that it met, in that order
     * @param firstSeen where each part, by its id, began for the first time
     */
    public record Trace(List<Spot> spots, List<Sighting> sightings, Map<Integer, Integer> firstSeen) {
        static final Trace NONE = new Trace(List.of(), List.of(), Map.of());
    }

    /** Whether it accounts for every byte, and for all that should be there. */
    public boolean isWhole() {
        return complete && hypothesis.tolerance() != Tolerance.CUT && hypothesis.tolerance() != Tolerance.TRAILING;
    }

    public List<Spot> spots() {
        return trace.spots();
    }

    public List<Sighting> sightings() {
        return trace.sightings();
    }
}

package io.kspec.diagnosis.reading;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bytes as read under a hypothesis.
 *
 * @param hypothesis the hypothesis
 * @param bits how surprising the bytes are under it, including its prior
 * @param complete whether it accounts for every byte
 * @param stopped where reading ended: the end of the bytes, or the first byte it cannot account for
 * @param trace what was read where; empty unless traced
 */
public record Interpretation(Hypothesis hypothesis, double bits, boolean complete, int stopped, Trace trace) {

    /**
     * What an interpretation encountered.
     *
     * @param spots numbers, lengths, counts and contents, in wire order
     * @param sightings the marked parts, in that order
     * @param firstSeen where each part started for the first time, by its id
     */
    public record Trace(List<Spot> spots, List<Sighting> sightings, Map<Integer, Integer> firstSeen) {
        static final Trace NONE = new Trace(List.of(), List.of(), Map.of());
    }

    private static final Set<Tolerance> PARTIAL = Set.of(Tolerance.CUT, Tolerance.TRAILING, Tolerance.REQUEST_TEXT);

    /** Whether it accounts for every byte, and nothing is missing. */
    public boolean isWhole() {
        return complete && !PARTIAL.contains(hypothesis.tolerance());
    }

    public List<Spot> spots() {
        return trace.spots();
    }

    public List<Sighting> sightings() {
        return trace.sightings();
    }
}

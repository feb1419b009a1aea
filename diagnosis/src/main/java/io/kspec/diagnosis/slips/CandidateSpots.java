package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.reading.Spot;
import java.util.ArrayList;
import java.util.List;

/** Selects the spots of an interpretation where a one-time slip may have happened. */
final class CandidateSpots {
    private static final int FIRST = 12;
    private static final int LAST = 36;

    private CandidateSpots() {}

    /** The spots of a role; if there are many, the first few and those nearest to where reading stopped. */
    static List<Spot> of(SearchState state, Spot.Role role) {
        List<Spot> all = state.base().spots().stream()
                .filter(spot -> spot.role() == role && spot.part().local() == null)
                .toList();
        if (all.size() <= FIRST + LAST) {
            return all;
        }
        List<Spot> some = new ArrayList<>(all.subList(0, FIRST));
        some.addAll(all.subList(all.size() - LAST, all.size()));
        return some;
    }
}

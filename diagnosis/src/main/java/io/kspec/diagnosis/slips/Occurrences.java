package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.reading.Spot;
import java.util.ArrayList;
import java.util.List;

/** The places of a reading at which a slip may have happened once. */
public final class Occurrences {
    private static final int FIRST = 12;
    private static final int LAST = 36;

    private Occurrences() {}

    /** Those of a role; where there are many, the first few and those nearest to where the reading stopped. */
    static List<Spot> of(SearchState scene, Spot.Role role) {
        List<Spot> all = scene.base().spots().stream()
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

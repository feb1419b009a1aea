package io.kspec.inspection.reading;

import java.util.List;

/**
 * What is in doubt about a version that was chosen because its slip is the most certain.
 *
 * @param rivals the versions at which another slip is nearly as certain
 * @param share the share of the slip in the certainty of the slips at all versions: 0 to 1
 */
public record VersionDoubt(List<Integer> rivals, double share) {
    public VersionDoubt {
        rivals = List.copyOf(rivals);
    }
}

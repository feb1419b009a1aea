package io.kspec.runlog;

import java.util.List;
import java.util.Objects;

/**
 * The options of a run.
 *
 * @param profile the selection of checks to run
 * @param filters patterns that narrow it further, as given; may be empty
 */
public record RunOptions(String profile, List<String> filters) {
    private static final String ALL = "all";

    public RunOptions {
        Objects.requireNonNull(profile, "profile");
        filters = List.copyOf(filters);
    }

    /** Whether nothing narrows the run: all checks are played that apply to the target. */
    public boolean playsAll() {
        return profile.equals(ALL) && filters.isEmpty();
    }
}

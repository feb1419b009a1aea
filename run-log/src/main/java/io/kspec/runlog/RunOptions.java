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
    public RunOptions {
        Objects.requireNonNull(profile, "profile");
        filters = List.copyOf(filters);
    }
}

package io.kspec.runlog;

import java.util.List;
import java.util.Objects;

/**
 * What a run was asked to do.
 *
 * @param profile the selection of checks that was run
 * @param filters what narrowed it further, as given; empty for nothing
 */
public record RunOptions(String profile, List<String> filters) {
    public RunOptions {
        Objects.requireNonNull(profile, "profile");
        filters = List.copyOf(filters);
    }
}

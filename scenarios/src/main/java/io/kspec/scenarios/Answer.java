package io.kspec.scenarios;

import io.kspec.scenarios.expect.Expectation;
import io.kspec.scenarios.expect.ResponsePath;
import io.kspec.yaml.Position;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a response.
 *
 * @param expectations what it must hold
 * @param captures what is kept of it
 * @param timeout how long to wait for it, or null for the stage's own limit
 * @param within how long to ask again until the expectations hold, or null to ask once
 * @param every how long to wait before asking again
 */
public record Answer(
        List<Expectation> expectations,
        List<Capture> captures,
        @Nullable Duration timeout,
        @Nullable Duration within,
        Duration every) {
    public Answer {
        expectations = List.copyOf(expectations);
        captures = List.copyOf(captures);
    }

    /**
     * A variable that a response sets.
     *
     * @param variable its name
     * @param at its place in the file
     * @param paths where the value may stand; the first that the version has is taken
     */
    public record Capture(String variable, Position at, List<ResponsePath> paths) {
        public Capture {
            paths = List.copyOf(paths);
        }
    }
}

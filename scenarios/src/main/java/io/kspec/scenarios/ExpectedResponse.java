package io.kspec.scenarios;

import io.kspec.scenarios.expect.Expectation;
import io.kspec.scenarios.expect.ResponsePath;
import io.kspec.yaml.FilePosition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step expects of a response and takes from it.
 *
 * @param expectations what the response must contain
 * @param captures the variables that it sets
 * @param timeout how long to wait for it, or null for the stage's own limit
 * @param within how long to repeat the request until the expectations are met, or null to send it once
 * @param every how long to pause before repeating it
 */
public record ExpectedResponse(
        List<Expectation> expectations,
        List<CapturedVariable> captures,
        @Nullable Duration timeout,
        @Nullable Duration within,
        Duration every) {
    public ExpectedResponse {
        expectations = List.copyOf(expectations);
        captures = List.copyOf(captures);
    }

    /**
     * A variable that a response sets.
     *
     * @param variable its name
     * @param at its position in the file
     * @param paths where its value may be; the first path that the response's version has is used
     */
    public record CapturedVariable(String variable, FilePosition at, List<ResponsePath> paths) {
        public CapturedVariable {
            paths = List.copyOf(paths);
        }
    }
}

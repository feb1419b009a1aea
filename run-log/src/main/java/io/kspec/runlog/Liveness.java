package io.kspec.runlog;

import java.util.Objects;

/**
 * Whether the target still answers.
 *
 * @param alive whether it answers
 * @param finding how that was determined
 */
public record Liveness(boolean alive, String finding) {
    public Liveness {
        Objects.requireNonNull(finding, "finding");
    }
}

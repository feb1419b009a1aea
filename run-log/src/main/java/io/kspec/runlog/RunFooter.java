package io.kspec.runlog;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a run log. A log without one belongs to a run that was cut off.
 *
 * @param finishedAt when the run ended
 * @param counts the number of results in the log, by verdict
 * @param liveness whether the target still answered at the end
 * @param incomplete why some cases were not run, or null if all were
 */
public record RunFooter(Instant finishedAt, VerdictCounts counts, Liveness liveness, @Nullable String incomplete)
        implements LogLine {
    public RunFooter {
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(liveness, "liveness");
    }
}

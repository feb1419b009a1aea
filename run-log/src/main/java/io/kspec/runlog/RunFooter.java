package io.kspec.runlog;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a run log. A log without one tells of a run that was cut off.
 *
 * @param finishedAt when the run ended
 * @param counts how many results the log holds, by verdict
 * @param liveness whether the target still answered when all was done
 * @param incomplete why some of the cases were not run, or null where all were
 */
public record RunFooter(Instant finishedAt, VerdictCounts counts, Liveness liveness, @Nullable String incomplete)
        implements LogLine {
    public RunFooter {
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(liveness, "liveness");
    }
}

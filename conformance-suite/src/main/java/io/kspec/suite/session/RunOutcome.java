package io.kspec.suite.session;

import io.kspec.runlog.RunFooter;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run ended.
 *
 * @param logFile the run log
 * @param footer the last line of the run log
 * @param leftBehind topics and groups of this run that remain on the target
 */
public record RunOutcome(Path logFile, RunFooter footer, List<String> leftBehind) {
    public RunOutcome {
        leftBehind = List.copyOf(leftBehind);
    }

    /** Whether every applicable check ran and passed, and the target still answers. */
    public boolean conformant() {
        return footer.counts().fail() == 0
                && footer.counts().error() == 0
                && footer.counts().pass() > 0
                && footer.incomplete() == null
                && footer.liveness().alive();
    }
}

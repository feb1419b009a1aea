package io.kspec.suite.session;

import io.kspec.runlog.RunFooter;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run ended.
 *
 * @param logFile the run log
 * @param footer its last line
 * @param leftBehind topics and groups of this run that are still on the target
 */
public record RunOutcome(Path logFile, RunFooter footer, List<String> leftBehind) {
    public RunOutcome {
        leftBehind = List.copyOf(leftBehind);
    }

    /** Whether every check that applied was played and passed, and the target still answers. */
    public boolean conformant() {
        return footer.counts().fail() == 0
                && footer.counts().error() == 0
                && footer.counts().pass() > 0
                && footer.incomplete() == null
                && footer.liveness().alive();
    }
}

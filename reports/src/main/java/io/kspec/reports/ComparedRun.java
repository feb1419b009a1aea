package io.kspec.reports;

import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Causes;
import java.util.List;

/**
 * A run that is compared with others.
 *
 * @param name what the comparison calls it
 * @param log its log
 * @param causes the causes of its failures
 * @param summary its summary
 */
public record ComparedRun(String name, RunLog log, Causes causes, Summary summary) {
    /** A run by its log. */
    public static ComparedRun of(String name, RunLog log) {
        Causes causes = Causes.of(log.results());
        return new ComparedRun(VisibleText.of(name), log, causes, Summary.of(log, causes.gravestFirst()));
    }

    /** What the reader must know first about this run: what is wrong with its log, and whether it came to its end. */
    public List<String> warnings() {
        return summary.warnings();
    }
}

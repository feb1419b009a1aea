package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.suite.session.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Shows the progress of a run: on a terminal in one line that is overwritten, elsewhere in a line every few seconds. Prints
 * failures as they happen, up to a limit.
 */
final class RunProgress implements RunListener {
    private static final int FAILURES_SHOWN = 20;
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final PrintWriter err;
    private final InstantSource clock;
    private VerdictCounts counts = VerdictCounts.NONE;
    private long lastLineAt;
    private int failuresShown;

    RunProgress(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.err = terminal.err();
        this.clock = clock;
        this.lastLineAt = clock.millis();
    }

    @Override
    public void started(RunHeader header) {
        line(header.target() + " speaks Kafka: " + header.advertised().size() + " APIs advertised");
    }

    @Override
    public void began(String checkId, String caseName) {
        if (terminal.interactive()) {
            String text = state() + "  " + checkId + " " + caseName;
            err.print(CLEAR_LINE + text.substring(0, Math.min(text.length(), Terminal.WIDTH - 1)));
            err.flush();
        }
    }

    @Override
    public void ended(CaseResult result) {
        counts = counts.plus(result.verdict());
        if (result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR) {
            print(result);
        }
        if (!terminal.interactive() && clock.millis() - lastLineAt >= LINE_INTERVAL.toMillis()) {
            line(state());
        }
    }

    /** Clears the progress line at the end of the run. */
    void end() {
        if (terminal.interactive()) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    private String state() {
        return counts.total() + (counts.total() == 1 ? " case, " : " cases, ") + counts.fail() + " failed"
                + (counts.error() == 0 ? "" : ", " + counts.error() + " errors")
                + (counts.blocked() == 0 ? "" : ", " + counts.blocked() + " blocked")
                + (counts.notPlayed() == 0 ? "" : ", " + counts.notPlayed() + " not played");
    }

    private void print(CaseResult result) {
        failuresShown++;
        if (failuresShown <= FAILURES_SHOWN) {
            String verdict = result.verdict() == Verdict.FAIL ? "FAIL  " : "ERROR ";
            line(terminal.errorColours().bad(verdict)
                    + result.check().id()
                    + (result.api() == null ? "" : "  " + result.api())
                    + (died(result) ? "  (the target died)" : ""));
        } else if (failuresShown == FAILURES_SHOWN + 1) {
            line("More failures: see the report.");
        }
    }

    private static boolean died(CaseResult result) {
        return result.failure() != null && result.failure().death() != null;
    }

    private void line(String text) {
        err.println((terminal.interactive() ? CLEAR_LINE : "") + text);
        err.flush();
        lastLineAt = clock.millis();
    }
}

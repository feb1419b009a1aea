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
 * Tells how a run goes: on a terminal in a line that is written over, elsewhere in a line now and then; and of each
 * failure as it comes, up to a number.
 */
final class RunProgress implements RunListener {
    private static final int FAILURES_TOLD = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BACK_TO_AN_EMPTY_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final PrintWriter err;
    private final InstantSource clock;
    private VerdictCounts counts = VerdictCounts.NONE;
    private long toldAt;
    private int failuresTold;

    RunProgress(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.err = terminal.err();
        this.clock = clock;
        this.toldAt = clock.millis();
    }

    @Override
    public void started(RunHeader header) {
        line(header.target() + " speaks Kafka: " + header.advertised().size() + " APIs advertised");
    }

    @Override
    public void began(String checkId, String caseName) {
        if (terminal.interactive()) {
            String text = state() + "  " + checkId + " " + caseName;
            err.print(BACK_TO_AN_EMPTY_LINE + text.substring(0, Math.min(text.length(), Terminal.WIDTH - 1)));
            err.flush();
        }
    }

    @Override
    public void ended(CaseResult result) {
        counts = counts.plus(result.verdict());
        if (result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR) {
            tell(result);
        }
        if (!terminal.interactive() && clock.millis() - toldAt >= PATIENCE.toMillis()) {
            line(state());
        }
    }

    /** The run is over: leaves the terminal as it was found. */
    void end() {
        if (terminal.interactive()) {
            err.print(BACK_TO_AN_EMPTY_LINE);
            err.flush();
        }
    }

    private String state() {
        return counts.total() + (counts.total() == 1 ? " case, " : " cases, ") + counts.fail() + " failed"
                + (counts.error() == 0 ? "" : ", " + counts.error() + " errors");
    }

    private void tell(CaseResult result) {
        failuresTold++;
        if (failuresTold <= FAILURES_TOLD) {
            String verdict = result.verdict() == Verdict.FAIL ? "FAIL  " : "ERROR ";
            line(terminal.errorColours().bad(verdict)
                    + result.check().id()
                    + (result.api() == null ? "" : "  " + result.api()));
        } else if (failuresTold == FAILURES_TOLD + 1) {
            line("Further failures are in the report.");
        }
    }

    private void line(String text) {
        err.println((terminal.interactive() ? BACK_TO_AN_EMPTY_LINE : "") + text);
        err.flush();
        toldAt = clock.millis();
    }
}

package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.suite.session.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows the progress of a run: on a terminal in one line that is overwritten, with a rate and the time that is left;
 * elsewhere in a line every minute. Prints failures as they happen, up to a limit, or every case.
 */
final class RunProgress implements RunListener {
    private static final int FAILURES_SHOWN = 20;
    private static final Duration LINE_INTERVAL = Duration.ofMinutes(1);
    /** Before that, a rate says little. */
    private static final Duration RATE_FROM = Duration.ofSeconds(3);

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final PrintWriter err;
    private final RunOutput output;
    private final InstantSource clock;
    private final KnownFailureOptions.Known known;
    private VerdictCounts counts = VerdictCounts.NONE;
    private int planned;
    private long startedAt;
    private long lastLineAt;
    private int failuresShown;
    private int knownFailures;

    /** @param known what is known of the target's failures */
    RunProgress(Terminal terminal, RunOutput output, KnownFailureOptions.Known known, InstantSource clock) {
        this.terminal = terminal;
        this.err = terminal.err();
        this.output = output;
        this.known = known;
        this.clock = clock;
        this.startedAt = clock.millis();
        this.lastLineAt = startedAt;
    }

    @Override
    public void started(RunHeader header) {
        startedAt = clock.millis();
        if (!output.quiet()) {
            line(header.target() + " speaks Kafka: " + header.advertised().size() + " APIs advertised");
        }
    }

    @Override
    public void planned(int cases) {
        planned = cases;
    }

    @Override
    public void began(String checkId, String caseName) {
        if (isLive()) {
            String text = state() + "  " + checkId + " " + caseName;
            err.print(CLEAR_LINE + text.substring(0, Math.min(text.length(), terminal.errorWidth() - 1)));
            err.flush();
        }
    }

    @Override
    public void ended(CaseResult result) {
        counts = counts.plus(result.verdict());
        Optional<String> reason = result.verdict() == Verdict.FAIL ? known.reason(result) : Optional.empty();
        if (reason.isPresent()) {
            knownFailures++;
        }
        if (output.quiet()) {
            return;
        }
        if (reason.isPresent()) {
            tellKnown(result, reason.get());
        } else if (output.verbose()) {
            line(told(result) + (result.reason() == null ? "" : "  " + oneLine(result.reason())));
        } else if (isTrouble(result)) {
            print(result);
        }
        if (!terminal.interactive() && clock.millis() - lastLineAt >= LINE_INTERVAL.toMillis()) {
            line(state());
        }
    }

    /** Clears the progress line at the end of the run. */
    void end() {
        if (isLive()) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    private boolean isLive() {
        return terminal.interactive() && !output.quiet();
    }

    private String state() {
        int done = counts.total();
        String of = planned > done ? " of " + planned : "";
        return done + of + (planned <= done && done == 1 ? " case, " : " cases, ") + (counts.fail() - knownFailures)
                + " failed"
                + (knownFailures == 0 ? "" : ", " + knownFailures + " known to fail")
                + (counts.error() == 0 ? "" : ", " + counts.error() + " errors")
                + (counts.blocked() == 0 ? "" : ", " + counts.blocked() + " blocked")
                + (counts.notPlayed() == 0 ? "" : ", " + counts.notPlayed() + " not played")
                + pace(done);
    }

    /** {@code , 41/s, 1:20 left}; empty at the beginning. */
    private String pace(int done) {
        long elapsed = clock.millis() - startedAt;
        if (done == 0 || elapsed < RATE_FROM.toMillis()) {
            return "";
        }
        double rate = done * 1000.0 / elapsed;
        String text = ", " + (rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Math.round(rate)) + "/s";
        if (planned <= done) {
            return text;
        }
        long left = Math.round((planned - done) / rate);
        return text + String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
    }

    private static boolean isTrouble(CaseResult result) {
        return result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR;
    }

    private void tellKnown(CaseResult result, String reason) {
        if (output.verbose() || knownFailures <= FAILURES_SHOWN) {
            line(terminal.errorColours().faint("known ") + place(result) + "  " + oneLine(reason));
        } else if (knownFailures == FAILURES_SHOWN + 1) {
            line("More known failures: see the report.");
        }
    }

    private void print(CaseResult result) {
        failuresShown++;
        if (failuresShown <= FAILURES_SHOWN) {
            line(told(result));
        } else if (failuresShown == FAILURES_SHOWN + 1) {
            line("More failures: see the report.");
        }
    }

    private String told(CaseResult result) {
        Colours colours = terminal.errorColours();
        String verdict =
                switch (result.verdict()) {
                    case PASS -> colours.good("pass  ");
                    case FAIL -> colours.bad("FAIL  ");
                    case ERROR -> colours.bad("ERROR ");
                    case SKIPPED -> colours.faint("skip  ");
                    case BLOCKED -> colours.warning("block ");
                    case NOT_PLAYED -> colours.warning("unplayed ");
                };
        return verdict + place(result);
    }

    private static String place(CaseResult result) {
        return result.check().id()
                + (result.api() == null ? "" : "  " + result.api())
                + (result.death() != null ? "  (the target died)" : "");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private void line(String text) {
        err.println((terminal.interactive() ? CLEAR_LINE : "") + text);
        err.flush();
        lastLineAt = clock.millis();
    }
}

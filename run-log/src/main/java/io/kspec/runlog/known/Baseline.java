package io.kspec.runlog.known;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLogListener;
import io.kspec.runlog.RunLogReader;
import io.kspec.runlog.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verdicts of an earlier run, with which another run is compared. */
public final class Baseline {
    private final Map<CaseKey, Verdict> verdicts = new HashMap<>();
    private final List<LogFault> faults = new ArrayList<>();
    private boolean died;

    private Baseline() {}

    /**
     * Reads the log of the earlier run as far as possible.
     *
     * @throws IOException if the file cannot be opened or read
     */
    public static Baseline read(Path file) throws IOException {
        Baseline baseline = new Baseline();
        RunLogReader.read(file, baseline.new Collector());
        return baseline;
    }

    /** What is wrong with the log, so that results may be missing. */
    public List<LogFault> faults() {
        return List.copyOf(faults);
    }

    /** Whether no result could be read. */
    public boolean isEmpty() {
        return verdicts.isEmpty();
    }

    /** The verdict on a case; empty if the run did not have it. */
    Optional<Verdict> verdict(CaseKey key) {
        return Optional.ofNullable(verdicts.get(key));
    }

    /** Whether the target did not answer at the end. */
    boolean died() {
        return died;
    }

    private final class Collector implements RunLogListener {
        @Override
        public void header(RunHeader header) {
            // the target may be another one
        }

        @Override
        public void result(CaseResult result) {
            verdicts.merge(CaseKey.of(result), result.verdict(), (one, other) -> other == Verdict.FAIL ? other : one);
        }

        @Override
        public void footer(RunFooter footer) {
            died = !footer.liveness().alive();
        }

        @Override
        public void fault(LogFault fault) {
            faults.add(fault);
        }
    }
}

package io.kspec.runlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as read from its log, the only input of reports.
 *
 * @param header the first line, or null if it could not be read
 * @param results every result that could be read, in the order of the log
 * @param footer the last line, or null if there is none
 * @param faults what is wrong with the log; a log with any belongs to a broken run
 */
public record RunLog(
        @Nullable RunHeader header, List<CaseResult> results, @Nullable RunFooter footer, List<LogFault> faults) {
    public RunLog {
        results = List.copyOf(results);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a run log as far as possible; what cannot be read is listed in {@link #faults()}.
     *
     * @throws IOException if the file cannot be opened or read
     */
    public static RunLog read(Path file) throws IOException {
        Collector collector = new Collector();
        RunLogReader.read(file, collector);
        return new RunLog(collector.header, collector.results, collector.footer, collector.faults);
    }

    /** Whether the log is cut off or damaged, so that results may be missing. */
    public boolean broken() {
        return !faults.isEmpty();
    }

    /** Whether nothing narrowed the run, so that every case that applies is in the log: others may lack what was left out. */
    public boolean playsAll() {
        return header != null && header.options().playsAll();
    }

    private static final class Collector implements RunLogListener {
        private @Nullable RunHeader header;
        private final List<CaseResult> results = new ArrayList<>();
        private @Nullable RunFooter footer;
        private final List<LogFault> faults = new ArrayList<>();

        @Override
        public void header(RunHeader line) {
            header = line;
        }

        @Override
        public void result(CaseResult line) {
            results.add(line);
        }

        @Override
        public void footer(RunFooter line) {
            footer = line;
        }

        @Override
        public void fault(LogFault fault) {
            faults.add(fault);
        }
    }
}

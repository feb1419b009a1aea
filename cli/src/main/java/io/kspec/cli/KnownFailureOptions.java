package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.known.Acceptance;
import io.kspec.runlog.known.Baseline;
import io.kspec.runlog.known.KnownFailures;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name what is known of a target's failures. */
final class KnownFailureOptions {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Run log of an earlier run, or the folder of its report. Only failures that it does not have"
                    + " count.")
    private @Nullable Path baseline;

    @Option(
            names = "--known-failures",
            paramLabel = "FILE",
            description = "YAML file of failures that do not count. An entry that does not fail any more, or that"
                    + " matches no case, is a failure. No file is read unless it is named.")
    private @Nullable Path knownFailures;

    /**
     * What the named files say.
     *
     * @param baseline the earlier run, or null if none is named
     * @param file the known failures, or null if none are named
     */
    record Known(@Nullable Baseline baseline, @Nullable KnownFailures file) {
        /** Nothing is known. */
        static final Known NOTHING = new Known(null, null);

        /** Why a failed case was expected to fail; empty if it was not. */
        Optional<String> reason(CaseResult result) {
            return Acceptance.reason(result, baseline, file);
        }
    }

    /** Whether any file is named. */
    boolean isGiven() {
        return baseline != null || knownFailures != null;
    }

    /**
     * Reads the named files.
     *
     * @param scenarios the ids of the scenarios that may be named beside kspec's own checks
     * @throws UsageException if one of them cannot be read or is not valid
     */
    Known read(Terminal terminal, List<String> scenarios) {
        return new Known(
                baseline == null ? null : readBaseline(baseline, terminal),
                knownFailures == null ? null : readFile(knownFailures, scenarios));
    }

    private static Baseline readBaseline(Path path, Terminal terminal) {
        Path file = RunLogFiles.file(path);
        Baseline read;
        try {
            read = Baseline.read(file);
        } catch (IOException e) {
            throw new UsageException("--baseline: " + RunLogFiles.unreadable(file));
        }
        if (read.isEmpty()) {
            throw new UsageException("--baseline: " + RunLogFiles.withoutResults(file, read.faults()));
        }
        if (!read.faults().isEmpty()) {
            terminal.err()
                    .println("--baseline: " + file + " is damaged, and what it lacks counts as new: "
                            + read.faults().get(0));
        }
        return read;
    }

    private static KnownFailures readFile(Path file, List<String> scenarios) {
        try {
            return KnownFailures.read(file, checks(scenarios), apis());
        } catch (IOException e) {
            throw new UsageException("--known-failures: expected a file, found none that can be read at " + file
                    + NearbyFile.suggestion(file));
        } catch (KnownFailures.InvalidFile e) {
            throw new UsageException("--known-failures: invalid file:\n" + e.getMessage());
        }
    }

    /** The ids of kspec's checks and of some scenarios. */
    static List<String> checks(List<String> scenarios) {
        return Stream.concat(ConformanceRun.checks().stream().map(ConformanceTest::id), scenarios.stream())
                .toList();
    }

    /** The ids of the scenarios that were played in some runs. */
    static List<String> scenarios(Collection<RunLog> logs) {
        return logs.stream()
                .flatMap(log -> log.results().stream())
                .map(result -> result.check().id())
                .filter(ScenarioCheck::isIdOfScenario)
                .distinct()
                .toList();
    }

    /** The names of all APIs. */
    static List<String> apis() {
        return Catalog.standard().apis().stream().map(ApiSpec::name).toList();
    }
}

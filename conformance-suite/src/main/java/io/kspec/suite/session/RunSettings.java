package io.kspec.suite.session;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.process.TargetCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a run.
 *
 * @param target the broker under test
 * @param logFile where the run log is written; there must be no such file
 * @param selection which checks are run
 * @param connections the limits of every connection
 * @param limit how long the whole run may take; what is not run by then is skipped
 * @param failFast whether the run ends after the first case that fails
 * @param lanes how many cases may be played side by side, 1 or more; with 1, the order of the cases is always the same
 * @param command starts the target, or null if it was started by others
 * @param clientOptions the options with which a command line reaches the target again, such as {@code --command-config FILE}
 * @param scenarios the scenarios that are played besides kspec's own checks
 */
public record RunSettings(
        Target target,
        Path logFile,
        Selection selection,
        ConnectionSettings connections,
        Duration limit,
        boolean failFast,
        int lanes,
        @Nullable TargetCommand command,
        List<String> clientOptions,
        List<ScenarioCheck> scenarios) {
    /** How long a run may take by default. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(30);

    /**
     * How many lanes a run has by default: many more than there are processors, since most of a run's time is spent waiting
     * for the target, above all for groups that wait for more members.
     */
    public static final int DEFAULT_LANES = 16;

    public RunSettings {
        clientOptions = List.copyOf(clientOptions);
        scenarios = List.copyOf(scenarios);
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes: expected 1 or more, found " + lanes);
        }
    }

    /** All checks, with the default limits. */
    public static RunSettings of(Target target, Path logFile) {
        return new RunSettings(
                target,
                logFile,
                Selection.EVERYTHING,
                ConnectionSettings.DEFAULT,
                DEFAULT_LIMIT,
                false,
                DEFAULT_LANES,
                null,
                List.of(),
                List.of());
    }

    public RunSettings withSelection(Selection chosen) {
        return new RunSettings(
                target, logFile, chosen, connections, limit, failFast, lanes, command, clientOptions, scenarios);
    }

    public RunSettings withConnections(ConnectionSettings limits) {
        return new RunSettings(
                target, logFile, selection, limits, limit, failFast, lanes, command, clientOptions, scenarios);
    }

    public RunSettings withLimit(Duration longest) {
        return new RunSettings(
                target, logFile, selection, connections, longest, failFast, lanes, command, clientOptions, scenarios);
    }

    public RunSettings withFailFast(boolean first) {
        return new RunSettings(
                target, logFile, selection, connections, limit, first, lanes, command, clientOptions, scenarios);
    }

    public RunSettings withLanes(int number) {
        return new RunSettings(
                target, logFile, selection, connections, limit, failFast, number, command, clientOptions, scenarios);
    }

    /** Starts the target with a command, and restarts it when it dies. */
    public RunSettings withCommand(TargetCommand starts) {
        return new RunSettings(
                target, logFile, selection, connections, limit, failFast, lanes, starts, clientOptions, scenarios);
    }

    /** Sets the options with which a command line reaches the target again. */
    public RunSettings withClientOptions(String... options) {
        return new RunSettings(
                target, logFile, selection, connections, limit, failFast, lanes, command, List.of(options), scenarios);
    }

    /** Plays these scenarios, too. */
    public RunSettings withScenarios(List<ScenarioCheck> added) {
        return new RunSettings(
                target, logFile, selection, connections, limit, failFast, lanes, command, clientOptions, added);
    }
}

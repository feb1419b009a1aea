package io.kspec.suite.session;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.process.TargetCommand;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a run.
 *
 * @param target the broker under test
 * @param logFile where the run log is written; there must be no such file
 * @param selection which checks are run
 * @param connections the limits of every connection
 * @param limit how long the whole run may take; what is not run by then is skipped
 * @param command starts the target, or null if it was started by others
 */
public record RunSettings(
        Target target,
        Path logFile,
        Selection selection,
        ConnectionSettings connections,
        Duration limit,
        @Nullable TargetCommand command) {
    /** How long a run may take by default. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(15);

    /** All checks, with the default limits. */
    public static RunSettings of(Target target, Path logFile) {
        return new RunSettings(target, logFile, Selection.EVERYTHING, ConnectionSettings.DEFAULT, DEFAULT_LIMIT, null);
    }

    public RunSettings withSelection(Selection chosen) {
        return new RunSettings(target, logFile, chosen, connections, limit, command);
    }

    public RunSettings withConnections(ConnectionSettings limits) {
        return new RunSettings(target, logFile, selection, limits, limit, command);
    }

    public RunSettings withLimit(Duration longest) {
        return new RunSettings(target, logFile, selection, connections, longest, command);
    }

    /** Starts the target with a command, and restarts it when it dies. */
    public RunSettings withCommand(TargetCommand starts) {
        return new RunSettings(target, logFile, selection, connections, limit, starts);
    }
}

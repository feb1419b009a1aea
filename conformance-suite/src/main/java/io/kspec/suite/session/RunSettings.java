package io.kspec.suite.session;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of a run.
 *
 * @param target the broker under test
 * @param logFile where the run log is written; there must be no such file
 * @param selection which checks are run
 * @param connections the limits of every connection
 * @param limit how long the whole run may take; what is not run by then is skipped
 */
public record RunSettings(
        Target target, Path logFile, Selection selection, ConnectionSettings connections, Duration limit) {
    /** How long a run may take by default. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(15);

    /** All checks, with the default limits. */
    public static RunSettings of(Target target, Path logFile) {
        return new RunSettings(target, logFile, Selection.EVERYTHING, ConnectionSettings.DEFAULT, DEFAULT_LIMIT);
    }

    public RunSettings withSelection(Selection chosen) {
        return new RunSettings(target, logFile, chosen, connections, limit);
    }

    public RunSettings withConnections(ConnectionSettings limits) {
        return new RunSettings(target, logFile, selection, limits, limit);
    }

    public RunSettings withLimit(Duration longest) {
        return new RunSettings(target, logFile, selection, connections, longest);
    }
}

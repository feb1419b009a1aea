package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.Terminal;
import io.kspec.reports.GitHubReport;
import io.kspec.reports.Summary;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The job of GitHub Actions that a run is part of: shows the run there. Elsewhere, nothing happens. */
final class GitHubJob {
    private final Terminal terminal;
    private final Map<String, String> environment;

    /** @param environment the variables of the process, of which GITHUB_ACTIONS and GITHUB_STEP_SUMMARY are read */
    GitHubJob(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** Lets something print text of the target: a line of it that looks like a command to the runner is none. */
    void guard(Runnable printing) {
        if (!isThere()) {
            printing.run();
            return;
        }
        String token = UUID.randomUUID().toString();
        terminal.out().println("::stop-commands::" + token);
        printing.run();
        terminal.out().println("::" + token + "::");
        terminal.out().flush();
    }

    private boolean isThere() {
        return environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
    }

    /** Prints annotations, which the runner reads from standard error too, and appends to the summary of the job. */
    void tell(RunLog log, Summary summary) {
        if (!isThere()) {
            return;
        }
        GitHubReport.annotations(summary).forEach(line -> terminal.err().println(line));
        String file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isEmpty()) {
            return;
        }
        try {
            if (!GitHubReport.appendSummary(log, summary, Path.of(file))) {
                terminal.err().println("The summary of the job is full, so that of kspec is left out.");
            }
        } catch (IOException e) {
            terminal.err().println("The summary of the job was not written: " + IoReason.of(e));
        } catch (InvalidPathException e) {
            terminal.err().println("The summary of the job was not written: " + e.getReason());
        }
    }
}

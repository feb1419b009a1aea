package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.UsageException;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the run logs that a command line names, as {@code FILE} or {@code NAME=FILE}. */
final class RunLogFiles {
    private static final int FAULTS_SHOWN = 3;
    private static final String DEFAULT_NAME = "run.jsonl";

    private RunLogFiles() {}

    /**
     * Reads logs as far as possible.
     *
     * @return the logs by name: the given one, or else the file's, in which a folder stands for its {@code run.jsonl}
     * @throws UsageException if a file cannot be read or has no results, or if two have one name
     */
    static Map<String, RunLog> read(List<String> arguments) {
        Map<String, RunLog> logs = new LinkedHashMap<>();
        for (String argument : arguments) {
            int named = argument.indexOf('=');
            boolean plain = named <= 0 || Files.exists(path(argument));
            Path file = file(path(plain ? argument : argument.substring(named + 1)));
            String name = plain ? name(file) : argument.substring(0, named);
            RunLog log = read(file);
            if (logs.putIfAbsent(name, log) != null) {
                throw new UsageException("expected run logs with different names, found " + name
                        + " twice; name them, such as before=" + argument);
            }
        }
        return logs;
    }

    /**
     * Reads the logs of shards as far as possible; a shard may be without results.
     *
     * @return the logs by the names of their files
     * @throws UsageException if a file cannot be read, or is named twice
     */
    static Map<String, RunLog> readShards(List<String> arguments) {
        Map<String, RunLog> logs = new LinkedHashMap<>();
        for (String argument : arguments) {
            Path file = file(path(argument));
            if (logs.putIfAbsent(file.toString(), open(file)) != null) {
                throw new UsageException("expected each run log once, found " + file + " twice");
            }
        }
        return logs;
    }

    private static RunLog open(Path file) {
        try {
            return RunLog.read(file);
        } catch (IOException e) {
            throw new UsageException(unreadable(file));
        }
    }

    /** A log with results. */
    private static RunLog read(Path file) {
        RunLog log = open(file);
        if (log.results().isEmpty()) {
            throw new UsageException(withoutResults(file, log.faults()));
        }
        return log;
    }

    /** The log that a path names: itself, or the one in the folder of a report. */
    static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve(DEFAULT_NAME) : path;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("expected the name of a run log, found " + text);
        }
    }

    /** {@code kfake} for {@code kfake.jsonl} and {@code kfake/run.jsonl}. */
    private static String name(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = String.valueOf(file.getFileName());
        if (name.equals(DEFAULT_NAME) && folder != null && folder.getFileName() != null) {
            return folder.getFileName().toString();
        }
        return name.endsWith(".jsonl") ? name.substring(0, name.length() - ".jsonl".length()) : name;
    }

    /** That a file cannot be read. */
    static String unreadable(Path file) {
        return "expected a run log, such as kspec-report/run.jsonl, found "
                + (Files.exists(file)
                        ? file + ", which cannot be read"
                        : "no file " + file + NearbyFile.suggestion(file));
    }

    /** That a file has no results, and why. */
    static String withoutResults(Path file, List<LogFault> faults) {
        StringBuilder text = new StringBuilder(file + ": expected a run log with results, found none");
        faults.stream().limit(FAULTS_SHOWN).forEach(fault -> text.append("\n  ").append(fault));
        if (faults.stream().anyMatch(fault -> fault.expected().startsWith("a header of format"))) {
            text.append("\n  The log was written by another version of kspec; read it with that version.");
        }
        return text.toString();
    }
}

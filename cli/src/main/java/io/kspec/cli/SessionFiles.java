package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionFileException;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.scenario.ScenarioLabel;
import io.kspec.recorder.scenario.ScenarioText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Recordings on the command line. */
final class SessionFiles {
    private static final String EXTENSION = ".yaml";

    private final Terminal terminal;

    SessionFiles(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Reads a recording.
     *
     * @throws UsageException if it cannot be read, or is no complete, unchanged recording
     */
    static RecordedSession read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException("expected a recording of kspec record, found the folder " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "expected a recording of kspec record, found no file " + file + NearbyFile.suggestion(file));
        }
        try {
            return SessionFileReader.read(file);
        } catch (SessionFileException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UsageException("expected a file that can be read, found " + file + ": " + IoReason.of(e));
        }
    }

    /**
     * Writes the scenario that a recording makes, and prints what was left out.
     *
     * @throws UsageException if it makes none, or the file cannot be written
     */
    void writeScenario(RecordedSession session, Path file) {
        ScenarioText text;
        try {
            text = ScenarioText.of(session, ScenarioLabel.of(scenarioName(file)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        try {
            Files.writeString(file, text.yaml());
        } catch (IOException e) {
            throw new UsageException("expected a file that can be written, found " + file + ": " + IoReason.of(e));
        }
        text.remarks().forEach(terminal.err()::println);
        int steps = text.scenario(file.toString()).steps().size();
        terminal.err().println(steps + (steps == 1 ? " step" : " steps") + " in " + file + ".");
        terminal.err().flush();
    }

    /** The name of a file as scenarios have names. */
    private static String scenarioName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        String words = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return words.isEmpty() ? "recorded" : words;
    }
}

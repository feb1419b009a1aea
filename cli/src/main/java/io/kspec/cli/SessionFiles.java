package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.UsageException;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionFileException;
import io.kspec.recorder.SessionFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings on the command line. */
final class SessionFiles {
    private SessionFiles() {}

    /**
     * Reads a recording.
     *
     * @throws UsageException if it cannot be read, or is no complete, unchanged recording
     */
    static RecordedSession read(Path file) {
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
}

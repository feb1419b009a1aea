package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBroker;
import io.kspec.mock.journal.JournalLine;
import io.kspec.mock.journal.JournalWriter;
import io.kspec.mock.script.Stub;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mock broker tells while it runs and when it ends: a line a request, a file of its journal, and what went unused. */
final class MockOutput {
    /** The number of requests that may wait to be written. */
    private static final int CAPACITY = 10_000;

    /** How long closing may take: what both writers may, one after the other, and a second for the rest. */
    private static final Duration FAREWELL =
            JournalWriter.CLOSE_TIMEOUT.multipliedBy(2).plusSeconds(1);

    private final Terminal terminal;
    private final @Nullable JournalWriter lines;
    private final @Nullable JournalWriter journal;
    private final @Nullable BufferedWriter file;

    /**
     * @param verbose whether to print a line a request
     * @param journalFile the file to write the journal to, or null
     */
    MockOutput(Terminal terminal, boolean verbose, @Nullable Path journalFile) {
        this.terminal = terminal;
        this.file = journalFile == null ? null : open(journalFile);
        this.lines = verbose ? new JournalWriter(terminal.err(), JournalLine::text, CAPACITY) : null;
        this.journal = file == null ? null : new JournalWriter(file, JournalLine::json, CAPACITY);
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UsageException("--journal: expected a file that can be written, found " + file);
        }
    }

    /** Writes every request that a broker receives from now on. */
    void follow(MockBroker broker) {
        if (lines != null) {
            broker.onEnded(lines);
        }
        if (journal != null) {
            broker.onEnded(journal);
        }
    }

    /** Writes what is left of a broker that has been closed. Takes {@link #FAREWELL} at most, even if nobody reads. */
    void close(MockBroker broker) {
        Thread farewell = new Thread(() -> finish(broker), "kspec-farewell");
        farewell.setDaemon(true);
        farewell.start();
        try {
            farewell.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(MockBroker broker) {
        if (journal != null && file != null) {
            journal.close();
            try {
                file.close();
            } catch (IOException e) {
                terminal.err().println("--journal: " + e.getMessage());
            }
            reportDropped(journal, "--journal");
        }
        if (lines != null) {
            lines.close();
            reportDropped(lines, "--verbose");
        }
        List<Stub> unfired = broker.unfiredStubs();
        unfired.forEach(stub -> terminal.err().println("never acted: stub " + stub.name()));
    }

    private void reportDropped(JournalWriter writer, String option) {
        if (writer.dropped() > 0) {
            terminal.err().println(option + ": " + writer.dropped() + " requests were not written");
        }
    }
}

package io.kspec.runlog;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a run log. When a call returns, its line has reached the operating system and survives this process; the
 * header and the footer have reached the disk. Thread-safe.
 *
 * <p>It uses a plain stream rather than a channel, which closes itself when a writing thread is interrupted, such as that
 * of a check that exceeded its time limit.
 */
public final class RunLogWriter implements Closeable {
    private final Path file;
    private final FileOutputStream out;
    private VerdictCounts counts = VerdictCounts.NONE;
    private boolean finished;

    private RunLogWriter(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Creates a log and writes its header.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file exists: a log is never overwritten
     * @throws IOException if it cannot be created or written
     */
    public static RunLogWriter create(Path file, RunHeader header) throws IOException {
        Files.createFile(file);
        RunLogWriter writer = new RunLogWriter(file, new FileOutputStream(file.toFile(), true));
        try {
            writer.write(header);
            writer.out.getFD().sync();
            return writer;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Appends a result, {@linkplain CaseResult#folded folded} and cut down to what a log keeps of one (64 KiB of the frame
     * to blame, 16 KiB of others, among other bounds); the log says what was left out.
     *
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if the log has its footer
     */
    public synchronized void append(CaseResult result) throws IOException {
        copy(Bounds.fit(result));
    }

    /** Appends a result as it was read from another log, which is cut down already. */
    synchronized void copy(CaseResult result) throws IOException {
        write(result);
        counts = counts.plus(result.verdict());
    }

    /**
     * Appends the footer, with the counts of what was appended.
     *
     * @param incomplete why some of the cases were not run, or null where all were
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if the log has its footer
     */
    public synchronized RunFooter finish(Instant finishedAt, Liveness liveness, @Nullable String incomplete)
            throws IOException {
        RunFooter footer = new RunFooter(finishedAt, counts, liveness, incomplete);
        write(footer);
        finished = true;
        out.getFD().sync();
        return footer;
    }

    /** Closes the file. Without {@link #finish} before, the log is that of a broken run. */
    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private synchronized void write(LogLine line) throws IOException {
        if (finished) {
            throw new IllegalStateException(file + ": expected nothing after the footer, found "
                    + line.getClass().getSimpleName());
        }
        out.write(LogJson.line(line));
    }
}

package io.kspec.suite.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a process prints, so that the process never waits for a reader, and keeps the last lines. */
final class OutputTail {
    private static final int LINES = 30;
    /** The longest part of a line that is kept: a stack overflow of a broker prints a megabyte without a line end. */
    private static final int LINE_LENGTH = 300;

    /** Colours and the like: ECMA-48, "select graphic rendition". */
    private static final Pattern RENDITION = Pattern.compile("\u001b\\[[0-9;:]*m");

    private final Thread reader;
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    private OutputTail(InputStream output) {
        reader = new Thread(() -> readAll(output), "kspec-target-output");
        reader.setDaemon(true);
    }

    /** Starts to read, until the output ends. */
    static OutputTail of(InputStream output) {
        OutputTail tail = new OutputTail(output);
        tail.reader.start();
        return tail;
    }

    /** The last lines up to now, the oldest first, without blank ones. */
    synchronized List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        addLine(all);
        return all;
    }

    /** Waits until everything is read, at most for a limit: children may keep the output open. */
    void awaitEnd(Duration limit) throws InterruptedException {
        reader.join(limit.toMillis());
    }

    private void readAll(InputStream output) {
        char[] chunk = new char[8192];
        try (Reader text = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            for (int count = text.read(chunk); count >= 0; count = text.read(chunk)) {
                append(chunk, count);
            }
        } catch (IOException | UncheckedIOException closed) {
            append("\n".toCharArray(), 1); // the process was ended while it printed
        }
    }

    private synchronized void append(char[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            char next = chunk[i];
            if (next == '\n') {
                endLine();
            } else if (next != '\r' && line.length() < LINE_LENGTH) {
                line.append(next);
            }
        }
    }

    /** Adds the line that is being read, unless it is blank. */
    private void addLine(Collection<String> to) {
        String plain = RENDITION.matcher(line).replaceAll("");
        if (!plain.isBlank()) {
            to.add(plain);
        }
    }

    private void endLine() {
        addLine(lines);
        line.setLength(0);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }
}

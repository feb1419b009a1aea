package io.kspec.mock.journal;

import io.kspec.mock.script.JournalEntry;
import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes journal entries as lines on a thread of its own. The broker's thread never waits for it: once the queue is full (or holds 64 MiB), because
 * a disk or the reader of a pipe is slow, further entries are counted and dropped.
 */
public final class JournalWriter implements Consumer<JournalEntry>, AutoCloseable {
    /** How long {@link #close} waits at most. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private static final long POLL_MS = 50;
    /** The bytes of frames that may wait to be written. */
    private static final long MOST_BYTES = 64L << 20;

    private final BlockingQueue<JournalEntry> queue;
    private final Appendable out;
    private final Function<JournalEntry, String> format;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Starts the thread.
     *
     * @param out receives the lines; if it implements {@link Flushable}, it is flushed whenever the queue is empty
     * @param format makes a line, without its end, of an entry
     * @param capacity the number of entries that may wait to be written
     */
    public JournalWriter(Appendable out, Function<JournalEntry, String> format, int capacity) {
        this.out = out;
        this.format = format;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::run, "kspec-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes an entry, unless the queue is full. */
    @Override
    public void accept(JournalEntry entry) {
        int size = entry.size();
        if (closing) {
            dropped.incrementAndGet();
        } else if (waitingBytes.addAndGet(size) > MOST_BYTES || !queue.offer(entry)) {
            waitingBytes.addAndGet(-size);
            dropped.incrementAndGet();
        }
    }

    /** The number of entries that were dropped because the queue was full, or that could not be written. */
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                JournalEntry entry = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    write(entry);
                    waitingBytes.addAndGet(-entry.size());
                }
            }
        } catch (InterruptedException e) {
            // Closing has waited long enough.
            dropped.addAndGet(queue.size());
        }
    }

    private void write(JournalEntry entry) {
        try {
            out.append(format.apply(entry)).append('\n');
            if (queue.isEmpty() && out instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what waits, for at most {@link #CLOSE_TIMEOUT}, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

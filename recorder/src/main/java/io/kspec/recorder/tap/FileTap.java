package io.kspec.recorder.tap;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.RecordedToken;
import io.kspec.recorder.SessionFileWriter;
import io.kspec.recorder.SessionHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session file, and perhaps a pcap file. The threads of the connections put them into memory, while the bytes of the
 * frames are in the cache of their processor; a thread of its own writes them. If the disk is slower than the connections, they
 * wait for it; if it does not take anything for {@link #PATIENCE}, or fails, nothing more is written, and that is told.
 */
public final class FileTap implements Tap, AutoCloseable {
    /** How long connections wait for the disk, and how long closing does. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The bytes that may wait for the disk. */
    private static final long MOST_BYTES = 64L << 20;
    /** While more bytes wait, the disk is slow, and the system's cache takes them. */
    private static final long MOST_UNCACHED = 8L << 20;
    /** How long the beginning of a block waits, so that connections need not wake the writer each time. */
    private static final long REST_MS = 50;

    private final Consumer<String> told;
    private final SessionFileWriter session;
    private final @Nullable PacketFile packets;
    private final List<FileSink> sinks;
    private final Thread thread;
    private final FrameArrays arrays = new FrameArrays();
    private final Object lock = new Object();
    /** Whether the session file takes no more calls. */
    private volatile boolean full;

    private boolean closing;
    private boolean stopped;
    private String reason = "";

    /** Writes something into the memory of the sinks. */
    private interface Writing {
        void run() throws IOException;
    }

    private FileTap(
            Consumer<String> told, SessionFileWriter session, @Nullable PacketFile packets, List<FileSink> sinks) {
        this.told = told;
        this.session = session;
        this.packets = packets;
        this.sinks = sinks;
        this.thread = new Thread(this::run, "kspec-tap");
        thread.setDaemon(true);
    }

    /**
     * Creates the files, or overwrites them.
     *
     * @param packets the pcap file; null for none
     * @param started when the recording begins
     * @param limit how many bytes each file may have
     * @param told takes a line, for humans, when writing ends early
     * @throws IOException if a file cannot be written
     */
    public static FileTap open(
            Path session,
            @Nullable Path packets,
            SessionHeader header,
            Instant started,
            long limit,
            Consumer<String> told)
            throws IOException {
        FileSink sink = FileSink.open(session);
        SessionFileWriter writer = new SessionFileWriter(sink, header, limit);
        try {
            List<FileSink> sinks = new ArrayList<>(List.of(sink));
            PacketFile packetFile = null;
            if (packets != null) {
                long micros = ChronoUnit.MICROS.between(Instant.EPOCH, started);
                sinks.add(FileSink.open(packets));
                packetFile = new PacketFile(sinks.get(1), micros, limit);
            }
            FileTap tap = new FileTap(told, writer, packetFile, List.copyOf(sinks));
            tap.thread.start();
            return tap;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public byte[] array(int size) {
        return arrays.take(size);
    }

    @Override
    public void call(RecordedCall call) {
        if (!full) {
            add(() -> {
                session.write(call);
                if (session.hasEnded() && !full) {
                    full = true;
                    told.accept(
                            "The recording is full: what follows passes, but is not recorded. --limit sets its size.");
                }
            });
        }
        arrays.giveBack(call.request().bytes().array());
        RecordedFrame response = call.response();
        if (response != null) {
            arrays.giveBack(response.bytes().array());
        }
    }

    @Override
    public void token(RecordedToken token) {
        add(() -> session.write(token));
    }

    @Override
    public void frame(TappedConnection connection, boolean fromClient, Bytes frame, long micros) {
        PacketFile file = packets;
        if (file != null) {
            add(() -> file.write(connection, fromClient, frame, micros));
        }
    }

    @Override
    public void note(String text) {
        add(() -> session.note(text));
    }

    /** Writes something, once the disk has left room for it. */
    private void add(Writing writing) {
        synchronized (lock) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!stopped && unwritten() > MOST_BYTES) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    stop("the disk took nothing for " + PATIENCE.toSeconds() + " s");
                } else {
                    pause(left);
                }
            }
            if (stopped || closing) {
                return;
            }
            boolean hadFull = hasFull();
            try {
                writing.run();
            } catch (IOException e) {
                stop(String.valueOf(e.getMessage()));
            }
            if (!hadFull && hasFull()) {
                lock.notifyAll();
            }
        }
    }

    /** How many bytes wait for the disk; the caller holds the lock. */
    private long unwritten() {
        return sinks.stream().mapToLong(FileSink::unwritten).sum();
    }

    private boolean hasFull() {
        return sinks.stream().anyMatch(FileSink::hasFull);
    }

    /** Waits to be woken up; the caller holds the lock, and looks at what it waits for again. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void pause(long millis) {
        try {
            lock.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }

    private void stop(String why) {
        if (!stopped) {
            stopped = true;
            told.accept("Recording has stopped: " + why + ". The file is incomplete.");
        }
    }

    private void run() {
        try {
            List<FileSink.Piece> pieces = next();
            while (!pieces.isEmpty()) {
                write(pieces);
                pieces = next();
            }
            finish();
        } catch (IOException e) {
            synchronized (lock) {
                stop(String.valueOf(e.getMessage()));
                lock.notifyAll();
            }
        }
    }

    /** What is to be written, once there is something; empty at the end. */
    private List<FileSink.Piece> next() {
        synchronized (lock) {
            boolean rested = false;
            while (!closing && !stopped && !hasFull() && (unwritten() == 0 || !rested)) {
                pause(REST_MS);
                rested = true;
            }
            return stopped ? List.of() : taken(!hasFull());
        }
    }

    private List<FileSink.Piece> taken(boolean all) {
        return sinks.stream().flatMap(sink -> sink.take(all).stream()).toList();
    }

    private void write(List<FileSink.Piece> pieces) throws IOException {
        for (FileSink.Piece piece : pieces) {
            boolean slow;
            synchronized (lock) {
                slow = unwritten() > MOST_UNCACHED;
            }
            piece.write(slow);
            synchronized (lock) {
                piece.written();
                lock.notifyAll();
            }
        }
    }

    private void finish() throws IOException {
        List<FileSink.Piece> end;
        synchronized (lock) {
            if (!stopped) {
                session.end(reason);
            }
            end = taken(true);
        }
        write(end);
        session.close();
        if (packets != null) {
            packets.close();
        }
    }

    /** How many calls were written. To be called after {@link #close}. */
    public long calls() {
        return session.calls();
    }

    /**
     * Writes what waits and the last line. Waits {@link #PATIENCE} at most.
     *
     * @param why why the recording ends, for humans
     */
    public void close(String why) {
        synchronized (lock) {
            if (!closing) {
                reason = why;
                closing = true;
            }
            lock.notifyAll();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close("stopped");
    }
}

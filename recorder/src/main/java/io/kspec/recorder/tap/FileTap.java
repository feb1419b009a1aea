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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session file, and perhaps a pcap file, on a thread of its own. If the disk is slower than the connections, they
 * wait for it; if it does not take anything for {@link #PATIENCE}, or fails, nothing more is written, and that is told.
 */
public final class FileTap implements Tap, AutoCloseable {
    /** How long connections wait for the disk, and how long closing does. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The bytes of frames that may wait to be written. */
    private static final long MOST_BYTES = 64L << 20;
    /** As soon as so many bytes wait, they are written. */
    private static final long ENOUGH_BYTES = 1L << 20;
    /** How long fewer bytes wait, so that connections need not wake the writer each time. */
    private static final long REST_MS = 50;
    /** What an event without bytes counts, so that there are not too many. */
    private static final int SIZE_OF_EVENT = 256;

    private final Consumer<String> told;
    private final SessionFileWriter session;
    private final @Nullable PacketFile packets;
    private final Thread thread;
    private final FrameArrays arrays = new FrameArrays();
    private final Queue<Event> waiting = new ArrayDeque<>();
    private long waitingBytes;
    /** Whether the session file takes no more calls. */
    private volatile boolean full;

    private boolean closing;
    private boolean stopped;
    private String reason = "";

    /** Something to write. */
    private record Event(long size, Writing writing) {
        interface Writing {
            void run() throws IOException;
        }
    }

    private FileTap(Consumer<String> told, SessionFileWriter session, @Nullable PacketFile packets) {
        this.told = told;
        this.session = session;
        this.packets = packets;
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
        SessionFileWriter writer = new SessionFileWriter(FileSink.open(session), header, limit);
        try {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, started);
            PacketFile packetFile = packets == null ? null : new PacketFile(FileSink.open(packets), micros, limit);
            FileTap tap = new FileTap(told, writer, packetFile);
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
        if (full) {
            if (packets == null) {
                giveBack(call);
            }
            return;
        }
        RecordedFrame response = call.response();
        long room = room(call.request()) + (response == null ? 0L : room(response));
        add(room, () -> {
            session.write(call);
            giveBack(call);
            if (session.hasEnded() && !full) {
                full = true;
                told.accept("The recording is full: what follows passes, but is not recorded. --limit sets its size.");
            }
        });
    }

    @Override
    public void token(RecordedToken token) {
        add(room(token.frame()), () -> session.write(token));
    }

    /** How much memory a frame takes. */
    private static int room(RecordedFrame frame) {
        return frame.bytes().array().length;
    }

    private void giveBack(RecordedCall call) {
        arrays.giveBack(call.request().bytes().array());
        RecordedFrame response = call.response();
        if (response != null) {
            arrays.giveBack(response.bytes().array());
        }
    }

    @Override
    public void frame(TappedConnection connection, boolean fromClient, Bytes frame, long micros) {
        PacketFile file = packets;
        if (file != null) {
            add(frame.size(), () -> file.write(connection, fromClient, frame, micros));
        }
    }

    @Override
    public void note(String text) {
        add(0, () -> session.note(text));
    }

    private void add(long size, Event.Writing writing) {
        synchronized (waiting) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!stopped && waitingBytes > MOST_BYTES) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    stop("the disk took nothing for " + PATIENCE.toSeconds() + " s");
                } else {
                    pause(left);
                }
            }
            if (!stopped && !closing) {
                waiting.add(new Event(size + SIZE_OF_EVENT, writing));
                boolean wasLittle = waitingBytes < ENOUGH_BYTES;
                waitingBytes += size + SIZE_OF_EVENT;
                if (wasLittle && waitingBytes >= ENOUGH_BYTES) {
                    waiting.notifyAll();
                }
            }
        }
    }

    /** Waits to be woken up; the caller holds the lock, and looks at what it waits for again. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void pause(long millis) {
        try {
            waiting.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }

    private void stop(String why) {
        if (!stopped) {
            stopped = true;
            waiting.clear();
            told.accept("Recording has stopped: " + why + ". The file is incomplete.");
        }
    }

    private void run() {
        try {
            List<Event> events = next();
            while (!events.isEmpty()) {
                write(events);
                events = next();
            }
            finish();
        } catch (IOException e) {
            synchronized (waiting) {
                stop(String.valueOf(e.getMessage()));
                waiting.notifyAll();
            }
        }
    }

    /** What waits, once there is something; empty at the end. */
    private List<Event> next() throws IOException {
        synchronized (waiting) {
            boolean rested = false;
            while (!closing && !stopped && waitingBytes < ENOUGH_BYTES && (waiting.isEmpty() || !rested)) {
                if (waiting.isEmpty()) {
                    flush();
                }
                pause(REST_MS);
                rested = true;
            }
            return List.copyOf(waiting);
        }
    }

    private void write(List<Event> events) throws IOException {
        int count = 0;
        long bytes = 0;
        for (Event event : events) {
            event.writing().run();
            count++;
            bytes += event.size();
            if (bytes >= ENOUGH_BYTES) {
                written(count);
                count = 0;
                bytes = 0;
            }
        }
        written(count);
    }

    /** Makes room for more. */
    private void written(int events) {
        synchronized (waiting) {
            for (int i = 0; i < events && !waiting.isEmpty(); i++) {
                waitingBytes -= waiting.remove().size();
            }
            waiting.notifyAll();
        }
    }

    private void flush() throws IOException {
        session.flush();
        if (packets != null) {
            packets.flush();
        }
    }

    private void finish() throws IOException {
        if (!stopped) {
            session.end(reason);
        }
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
        synchronized (waiting) {
            if (!closing) {
                reason = why;
                closing = true;
            }
            waiting.notifyAll();
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

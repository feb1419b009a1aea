package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Cuts what is received into frames, and puts the size before those that are sent. */
final class FrameReader {
    static final int SIZE = Integer.BYTES;
    /** How many bytes of an incomplete frame are shown. */
    static final int FEW_BYTES = 256;

    private final TimedSocket socket;
    private final int minimumSize;
    private final int maximumSize;

    /** Frames that begin with a correlation id. */
    FrameReader(TimedSocket socket, int maximumSize) {
        this(socket, SIZE, maximumSize);
    }

    private FrameReader(TimedSocket socket, int minimumSize, int maximumSize) {
        this.socket = socket;
        this.minimumSize = minimumSize;
        this.maximumSize = maximumSize;
    }

    /** Frames that may be empty. */
    static FrameReader ofTokens(TimedSocket socket, int maximumSize) {
        return new FrameReader(socket, 0, maximumSize);
    }

    /**
     * Waits for a frame.
     *
     * @param limit what the deadline is made of, as a timeout shows it
     * @throws IOException if the target resets the connection
     */
    Reception next(Deadline deadline, Duration limit) throws IOException {
        TimedSocket.Arrival arrival = TimedSocket.Arrival.BYTES;
        boolean timeIsUp = false;
        while (true) {
            if (socket.available() >= SIZE) {
                int size = socket.peek(SIZE).getInt(0);
                if (size < minimumSize || size > maximumSize) {
                    return new Reception.ImpossibleSize(size, socket.peek(FEW_BYTES));
                }
                if (socket.available() - SIZE >= size) {
                    return new Reception.Frame(socket.take(SIZE + size).slice(SIZE));
                }
            }
            if (arrival == TimedSocket.Arrival.END) {
                return new Reception.Closed(socket.peek(FEW_BYTES), false);
            }
            if (arrival == TimedSocket.Arrival.TIMEOUT || timeIsUp) {
                return new Reception.TimedOut(limit, socket.peek(FEW_BYTES));
            }
            arrival = socket.read(deadline);
            timeIsUp = deadline.isPast();
        }
    }

    static Bytes withSize(int size, Bytes frame) {
        return Bytes.copyOf(ByteBuffer.allocate(SIZE).putInt(0, size)).concat(frame);
    }
}

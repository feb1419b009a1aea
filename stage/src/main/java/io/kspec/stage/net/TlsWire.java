package io.kspec.stage.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** TLS on a TCP connection. */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketWire socket;
    private final SSLEngine engine;
    /** Received bytes that are not decrypted yet, ready for reading. */
    private ByteBuffer received;

    private final ByteBuffer toSend;

    private TlsWire(SocketWire socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(packet).flip();
        this.toSend = ByteBuffer.allocate(packet);
    }

    /**
     * Shakes hands.
     *
     * @throws SocketTimeoutException if it takes longer
     * @throws EOFException if the target closes the connection instead
     * @throws SSLException if the two do not agree
     */
    static TlsWire open(SocketWire socket, SSLEngine engine, Deadline deadline) throws IOException {
        TlsWire wire = new TlsWire(socket, engine);
        engine.beginHandshake();
        ByteBuffer early = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            status = switch (status) {
                case NEED_TASK -> wire.runTasks();
                case NEED_WRAP -> wire.wrapInTime(deadline);
                default -> wire.unwrapInTime(early, deadline);
            };
        }
        if (early.position() > 0) {
            throw new SSLException("expected no data during the TLS handshake, found " + early.position() + " bytes");
        }
        return wire;
    }

    private HandshakeStatus runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus wrapInTime(Deadline deadline) throws IOException {
        SSLEngineResult result = wrap(NOTHING);
        if (!socket.write(toSend, deadline)) {
            throw new SocketTimeoutException("the TLS handshake");
        }
        return result.getHandshakeStatus();
    }

    private HandshakeStatus unwrapInTime(ByteBuffer early, Deadline deadline) throws IOException {
        SSLEngineResult result = unwrap(early);
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("the TLS handshake");
        }
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            int count = receive(deadline);
            if (count == 0) {
                throw new SocketTimeoutException("the TLS handshake");
            }
            if (count == END) {
                throw new EOFException("the TLS handshake");
            }
        }
        return result.getHandshakeStatus() == HandshakeStatus.FINISHED
                ? HandshakeStatus.FINISHED
                : engine.getHandshakeStatus();
    }

    @Override
    public boolean write(ByteBuffer bytes, Deadline deadline) throws IOException {
        do {
            SSLEngineResult result = wrap(bytes);
            if (!socket.write(toSend, deadline)) {
                return false;
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new SSLException("the target has ended TLS");
            }
        } while (bytes.hasRemaining());
        return true;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        while (true) {
            SSLEngineResult result = unwrap(into);
            if (result.bytesProduced() > 0) {
                return result.bytesProduced();
            }
            switch (result.getStatus()) {
                case CLOSED -> {
                    return END;
                }
                case BUFFER_UNDERFLOW -> {
                    int count = receive(deadline);
                    if (count <= 0) {
                        return count;
                    }
                }
                case OK -> {
                    followUp(deadline);
                    if (deadline.isPast()) {
                        return 0;
                    }
                }
                case BUFFER_OVERFLOW ->
                    throw new SSLException("expected room for a TLS record, found " + into.remaining() + " bytes");
            }
        }
    }

    /** Does what a message after the handshake asks for, such as new keys (TLS 1.3). */
    private void followUp(Deadline deadline) throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            status = runTasks();
        }
        if (status == HandshakeStatus.NEED_WRAP && wrapInTime(deadline) == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
    }

    private SSLEngineResult wrap(ByteBuffer bytes) throws SSLException {
        toSend.clear();
        try {
            SSLEngineResult result = engine.wrap(bytes, toSend);
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                throw new SSLException("expected a TLS record of " + toSend.capacity() + " bytes at most");
            }
            return result;
        } finally {
            toSend.flip();
        }
    }

    private SSLEngineResult unwrap(ByteBuffer into) throws SSLException {
        return engine.unwrap(received, into);
    }

    private int receive(Deadline deadline) throws IOException {
        received.compact();
        if (!received.hasRemaining()) {
            received = ByteBuffer.allocate(received.capacity() * 2).put(received.flip());
        }
        try {
            return socket.read(received, deadline);
        } finally {
            received.flip();
        }
    }

    /** Tells the target that this is the end, if the socket takes it at once, and closes. */
    @Override
    public void close() {
        try {
            engine.closeOutbound();
            wrap(NOTHING);
            socket.writeNow(toSend);
        } catch (IOException gone) {
            // The target has gone, or does not care: nothing to tell.
        } finally {
            socket.close();
        }
    }

    /** What both sides agreed upon: {@code TLSv1.3, TLS_AES_256_GCM_SHA384}. */
    String agreed() {
        return engine.getSession().getProtocol() + ", " + engine.getSession().getCipherSuite();
    }
}

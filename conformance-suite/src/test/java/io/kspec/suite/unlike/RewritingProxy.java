package io.kspec.suite.unlike;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a client and a broker, and makes the broker an unlike one. What does not decode is passed on as it is. */
final class RewritingProxy implements Closeable {
    /** Sizes beyond this are no frames. */
    private static final int LARGEST_FRAME = 64 << 20;

    private final List<Unlikeness> unlike;
    private final int segment;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** A run opens thousands of connections. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * A proxy that listens, but passes nothing on yet.
     *
     * @param segment the number of bytes that it sends to a client at a time; 0 for whole responses
     */
    RewritingProxy(List<Unlikeness> unlike, int segment) throws IOException {
        this.unlike = List.copyOf(unlike);
        this.segment = segment;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    /** Passes on every connection to a broker on this machine. */
    void forwardTo(int port) {
        start(() -> {
            while (true) {
                Socket client = server.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, broker));
                Conversation conversation = new Conversation(client, broker);
                start(conversation::passRequests, client, broker);
                start(conversation::passResponses, client, broker);
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work, Socket... closedAfter) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // Either side closed its connection, or the proxy is closed: so are the sockets below.
            } finally {
                for (Socket socket : closedAfter) {
                    close(socket);
                }
            }
        });
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        List.copyOf(sockets).forEach(this::close);
        threads.shutdownNow();
    }

    /** One client's connection. */
    private final class Conversation {
        private final Map<Integer, RequestFrame> inFlight = new ConcurrentHashMap<>();
        private final DataInputStream fromClient;
        private final DataInputStream fromBroker;
        private final OutputStream toClient;
        private final OutputStream toBroker;

        Conversation(Socket client, Socket broker) throws IOException {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            fromClient = new DataInputStream(client.getInputStream());
            fromBroker = new DataInputStream(broker.getInputStream());
            toClient = client.getOutputStream();
            toBroker = broker.getOutputStream();
        }

        void passRequests() throws IOException {
            while (true) {
                int size = fromClient.readInt();
                if (size < 0 || size > LARGEST_FRAME) {
                    toBroker.write(
                            ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
                    long unused = fromClient.transferTo(toBroker);
                    return;
                }
                Bytes frame = Bytes.wrap(fromClient.readNBytes(size));
                if (frame.size() < size) {
                    return;
                }
                send(toBroker, request(frame), 0);
            }
        }

        private Bytes request(Bytes frame) {
            RequestFrame request;
            try {
                request = Frames.decodeRequest(frame);
            } catch (DecodeException malformed) {
                return frame;
            }
            inFlight.put(request.correlationId(), request);
            return encoded(request, request.body());
        }

        private Bytes encoded(RequestFrame request, Message body) {
            Message changed = body;
            for (Unlikeness each : unlike) {
                changed = each.request(changed);
            }
            return Frames.encode(request.header(), changed);
        }

        void passResponses() throws IOException {
            while (true) {
                Bytes frame = Bytes.wrap(fromBroker.readNBytes(fromBroker.readInt()));
                RequestFrame request = inFlight.remove(frame.getInt(0));
                DecodeAttempt attempt =
                        request == null ? null : Frames.attemptResponse(request.api(), request.version(), frame);
                if (request == null || attempt == null || !attempt.succeeded() || attempt.header() == null) {
                    send(toClient, frame, segment);
                } else {
                    pass(request, attempt.header(), attempt.requireBody());
                }
            }
        }

        private void pass(RequestFrame request, Message header, Message body) throws IOException {
            Message head = header;
            Message changed = body;
            for (Unlikeness each : unlike) {
                Optional<Message> instead = each.instead(request.body(), changed);
                if (instead.isPresent()) {
                    inFlight.put(
                            request.correlationId(),
                            new RequestFrame(request.api(), request.version(), request.header(), instead.get()));
                    send(toBroker, encoded(request, instead.get()), 0);
                    return;
                }
                head = each.header(head);
                changed = each.response(request.body(), changed);
            }
            send(toClient, Frames.encode(head, changed), segment);
        }

        private void send(OutputStream out, Bytes frame, int piece) throws IOException {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES + frame.size())
                    .putInt(frame.size())
                    .put(frame.toArray())
                    .array();
            int step = piece == 0 ? bytes.length : piece;
            synchronized (out) {
                for (int at = 0; at < bytes.length; at += step) {
                    out.write(bytes, at, Math.min(step, bytes.length - at));
                    out.flush();
                }
            }
        }
    }
}

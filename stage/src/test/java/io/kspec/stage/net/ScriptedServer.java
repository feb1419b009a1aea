package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A TCP server on the loopback interface that treats every connection as a script says, and is no broker. */
public final class ScriptedServer implements AutoCloseable {
    /** What is done with one connection; when it returns, the connection is closed. */
    public interface Script {
        void play(Client client) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Bytes> received = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket listener, List<Script> scripts) {
        this.scripts = scripts;
        this.listener = listener;
        start(this::accept);
    }

    /** Plays one script for each connection in turn, and the last one for all that follow. */
    public static ScriptedServer playing(Script... scripts) {
        try {
            return new ScriptedServer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), List.of(scripts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #playing}, over TLS. */
    public static ScriptedServer overTls(SSLContext context, Script... scripts) {
        try {
            return new ScriptedServer(TlsProxy.listener(context), List.of(scripts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Target target() {
        return new Target(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    /** The frames that clients have sent, without their sizes. */
    public List<Bytes> received() {
        return List.copyOf(received);
    }

    private void accept() {
        for (int i = 0; !listener.isClosed(); i++) {
            Script script = scripts.get(Math.min(i, scripts.size() - 1));
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> play(script, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Client(socket, received));
        } catch (IOException | InterruptedException closed) {
            // The client, or the test, has ended the conversation.
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        synchronized (threads) {
            threads.add(thread);
        }
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (threads) {
            threads.forEach(Thread::interrupt);
        }
    }

    /** The server's end of a connection. */
    public static final class Client {
        private static final int LARGEST_FRAME = 16 * 1024 * 1024;

        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private final List<Bytes> received;

        Client(Socket socket, List<Bytes> received) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
            this.received = received;
        }

        /** The next byte, or -1 at the end. */
        public int next() throws IOException {
            return in.read();
        }

        /** The next frame, without its size. */
        public Bytes frame() throws IOException {
            int size = in.readInt();
            if (size < 0 || size > LARGEST_FRAME) {
                throw new IOException("expected a frame, found the size " + size);
            }
            byte[] frame = new byte[size];
            in.readFully(frame);
            received.add(Bytes.wrap(frame));
            return Bytes.wrap(frame);
        }

        public RequestFrame request() throws IOException {
            return Frames.decodeRequest(frame());
        }

        /** Answers a request with its correlation id. */
        public void answer(RequestFrame request, Message body) throws IOException {
            answer(request, request.correlationId(), body);
        }

        public void answer(RequestFrame request, int correlationId, Message body) throws IOException {
            frame(Frames.encodeResponse(request.api(), request.version(), correlationId, body));
        }

        /** Answers a request with every field at its default. */
        public void answerDefaults(RequestFrame request) throws IOException {
            answer(
                    request,
                    Message.defaults(request.api().response(request.version()).struct()));
        }

        public void frame(Bytes frame) throws IOException {
            raw(Bytes.copyOf(ByteBuffer.allocate(4).putInt(0, frame.size())).concat(frame));
        }

        public void raw(Bytes bytes) throws IOException {
            out.write(bytes.toArray());
            out.flush();
        }

        /** Closes with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client closes. */
        public void idle() throws IOException {
            while (in.read() >= 0) {
                // whatever comes is not answered
            }
        }
    }
}

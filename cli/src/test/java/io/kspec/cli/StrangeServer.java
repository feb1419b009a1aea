package io.kspec.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface that does not speak Kafka's protocol. */
final class StrangeServer implements AutoCloseable {
    private static final int FRAME_SIZE = 4;

    private final ServerSocket listener;
    private final String answer;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    private StrangeServer(String answer) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread thread = new Thread(this::serve, "strange-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers the first bytes that come with some of its own, and closes. */
    static StrangeServer answering(String answer) throws IOException {
        return new StrangeServer(answer);
    }

    /** Accepts, and says nothing. */
    static StrangeServer silent() throws IOException {
        return new StrangeServer("");
    }

    /** A port that nothing listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                if (!answer.isEmpty() && client.getInputStream().readNBytes(FRAME_SIZE).length > 0) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    client.shutdownOutput();
                }
            }
        } catch (IOException closed) {
            // the end
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}

package io.kspec.suite.survival;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.Catalog;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * A mock broker in a process of its own, behind a relay that reads the key and version of each request and lets the process
 * die of some of them. Arguments: the port, and weaknesses such as {@code Fetch:4=dies}.
 */
public final class FragileBroker {
    /** The exit status of a process that died of a request. */
    static final int EXIT_STATUS = 70;

    private static final int LATER_MS = 30;

    private final MockBroker broker;
    private final Map<Integer, String> weaknesses = new HashMap<>();
    private volatile boolean hangs;

    private FragileBroker(MockBroker broker, String... arguments) {
        this.broker = broker;
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("[:=]");
            int key = Catalog.standard().api(parts[0]).key();
            weaknesses.put(key << 16 | Integer.parseInt(parts[1]), parts[2]);
        }
    }

    /** Runs until it dies. */
    public static void main(String... arguments) throws IOException {
        try (MockBroker broker = MockBroker.start();
                ServerSocket server =
                        new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            System.out.println("listening");
            FragileBroker fragile = new FragileBroker(broker, arguments);
            while (true) {
                fragile.relay(server.accept());
            }
        }
    }

    private void relay(Socket client) throws IOException {
        Socket behind = new Socket(broker.host(), broker.port());
        start(() -> copy(client, behind, true));
        start(() -> copy(behind, client, false));
    }

    private static void start(Runnable relay) {
        Thread thread = new Thread(relay, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                if (requests) {
                    suffer(frame);
                }
                out.write(ByteBuffer.allocate(4 + frame.length)
                        .putInt(frame.length)
                        .put(frame)
                        .array());
            }
        } catch (IOException | RuntimeException closed) {
            // one end closed the connection, or sent what is no frame
        }
    }

    private void suffer(byte[] request) {
        int keyAndVersion = ByteBuffer.wrap(request).getInt(0);
        switch (weaknesses.getOrDefault(keyAndVersion, "")) {
            case "dies" -> die(keyAndVersion);
            case "hangs" -> hangs = true;
            case "dies-later-of-a-malformed-one" -> {
                if (!Frames.attemptRequest(Bytes.wrap(request)).succeeded()) {
                    dieLater(keyAndVersion);
                }
            }
            default -> {}
        }
        if (hangs) {
            new Semaphore(0).acquireUninterruptibly();
        }
    }

    private static void dieLater(int keyAndVersion) {
        start(() -> {
            try {
                Thread.sleep(LATER_MS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            die(keyAndVersion);
        });
    }

    private static void die(int keyAndVersion) {
        System.err.println("panic: request " + (keyAndVersion >> 16) + " v" + (keyAndVersion & 0xffff));
        System.err.flush();
        Runtime.getRuntime().halt(EXIT_STATUS);
    }

    /** The command that starts one. */
    static String command(String... weaknesses) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new UncheckedIOException(new IOException("the command of this process is unknown")));
        return "exec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp '"
                + System.getProperty("java.class.path") + "' " + FragileBroker.class.getName() + " {port} "
                + String.join(" ", weaknesses);
    }
}

package io.kspec.suite.survival;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.Catalog;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process in front of a mock broker that reads the key and version of each request and dies of some of them. The mock broker
 * runs elsewhere, so that the process starts quickly, and keeps its data, as brokers do. Arguments: the port to listen on, that
 * of the mock broker, and weaknesses such as {@code 1:4=dies}, with the key and version of a request.
 */
public final class FragileBroker {
    /** The exit status of a process that died of a request. */
    static final int EXIT_STATUS = 70;

    private static final int LATER_MS = 30;

    private final int behind;
    private final Map<Integer, String> weaknesses = new HashMap<>();
    private volatile boolean hangs;

    private FragileBroker(int behind, List<String> weaknesses) {
        this.behind = behind;
        for (String weakness : weaknesses) {
            String[] parts = weakness.split("[:=]", -1);
            this.weaknesses.put(Integer.parseInt(parts[0]) << 16 | Integer.parseInt(parts[1]), parts[2]);
        }
    }

    /** Runs until it dies. */
    public static void main(String... arguments) throws IOException {
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            System.out.println("listening");
            List<String> all = List.of(arguments);
            FragileBroker fragile = new FragileBroker(Integer.parseInt(arguments[1]), all.subList(2, all.size()));
            while (true) {
                fragile.relay(server.accept());
            }
        }
    }

    private void relay(Socket client) throws IOException {
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), behind);
        start(() -> copy(client, broker, true));
        start(() -> copy(broker, client, false));
    }

    private static void start(Runnable relay) {
        Thread thread = new Thread(relay, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
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

    /**
     * The command that starts one.
     *
     * @param weaknesses such as {@code Fetch:4=dies}
     */
    static String command(MockBroker broker, String... weaknesses) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new UncheckedIOException(new IOException("the command of this process is unknown")));
        return "exec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp '"
                + System.getProperty("java.class.path") + "' " + FragileBroker.class.getName() + " {port} "
                + broker.port() + " "
                + Stream.of(weaknesses).map(FragileBroker::withKey).collect(Collectors.joining(" "));
    }

    private static String withKey(String weakness) {
        int end = weakness.indexOf(':');
        return Catalog.standard().api(weakness.substring(0, end)).key() + weakness.substring(end);
    }
}

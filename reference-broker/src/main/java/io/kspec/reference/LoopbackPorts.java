package io.kspec.reference;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/**
 * Finds free ports on the loopback interface. The ports are below the ephemeral ranges of Linux (from 32768) and macOS
 * (from 49152), so the operating system does not give them to outgoing connections or to servers that bind port 0.
 */
final class LoopbackPorts {

    static final String HOST = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private LoopbackPorts() {}

    /** Returns the address of a port without a name lookup. */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    /**
     * Returns a free port other than the given one.
     *
     * @throws IOException if 200 ports in a row are taken
     */
    static int free(RandomGenerator random, int other) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, END);
            if (port != other && isFree(port)) {
                return port;
            }
        }
        throw new BindException("expected a free port of " + HOST + " from " + FIRST + " to " + (END - 1) + ", found "
                + TRIES + " taken ones in a row");
    }

    static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}

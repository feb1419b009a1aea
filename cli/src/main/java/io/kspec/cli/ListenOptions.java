package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a proxy or replay listens. */
final class ListenOptions {
    private static final int KAFKA_PORT = 9092;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}). Further brokers get free"
                    + " ports.")
    private int port = KAFKA_PORT;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "Host that clients are told to connect to (default: that of --host).")
    private @Nullable String advertised;

    /**
     * The port.
     *
     * @throws UsageException if it is none
     */
    int port() {
        MockCommand.checkPort("--port", port);
        return port;
    }

    String host() {
        return host;
    }

    /**
     * Checks that nothing listens on the port.
     *
     * @throws UsageException if something does, or there is no such address
     */
    void checkFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port()));
        } catch (IOException e) {
            throw new UsageException("cannot listen on " + host + ":" + port + ": " + e.getMessage());
        }
    }

    /**
     * The host for clients.
     *
     * @throws UsageException if it is not known
     */
    String advertisedHost() {
        if (advertised == null && (host.equals("0.0.0.0") || host.equals("::"))) {
            throw new UsageException("--advertise: expected the host that clients connect to, since --host is every"
                    + " address, found none");
        }
        return Objects.requireNonNullElse(advertised, host);
    }
}

package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.AdminServer;
import io.kspec.mock.admin.AdminSettings;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the admin API of a mock broker listens. */
final class AdminOptions {
    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Port of the admin API over HTTP; 0 picks a free one (default: no admin API).")
    private @Nullable Integer port;

    @Option(
            names = "--admin-host",
            paramLabel = "HOST",
            description = "Address that the admin API listens on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--admin-allow",
            paramLabel = "NAME",
            description = "Host name that clients of the admin API may use, apart from IP addresses, localhost"
                    + " and names without a dot. Repeatable.")
    private Set<String> allowed = Set.of();

    /** Starts the admin API; null if no port is given. */
    @Nullable AdminServer start(MockBroker broker) {
        if (port == null) {
            return null;
        }
        MockCommand.checkPort("--admin-port", port);
        try {
            return AdminServer.start(
                    broker, AdminSettings.DEFAULTS.withHost(host).withPort(port).withAllowedHosts(allowed));
        } catch (IOException e) {
            throw new UsageException("--admin-port: " + e.getMessage());
        }
    }
}

package io.kspec.suite.process;

import io.kspec.stage.net.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A command that starts the target.
 *
 * @param text the command for the shell, as the user wrote it; {@value #PORT} stands for the target's port
 * @param target where the target listens once it has started
 * @param patience how long it may take until it answers
 */
public record TargetCommand(String text, Target target, Duration patience) {
    /** What is replaced by the target's port. */
    public static final String PORT = "{port}";
    /** How long a target may take by default until it answers. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    private static final String HOST = "127.0.0.1";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int ATTEMPTS = 100;

    /**
     * A command whose target listens at an address, or at a free port of 127.0.0.1.
     *
     * @param target the address, or null for a free port
     * @throws IllegalArgumentException if the command could not learn the free port
     */
    public static TargetCommand of(String text, @Nullable Target target, Duration patience) {
        if (target == null && !text.contains(PORT)) {
            throw new IllegalArgumentException("expected " + PORT
                    + " in the command that starts the target, or the target's address; found " + text);
        }
        return new TargetCommand(text, target == null ? freePort() : target, patience);
    }

    /** The command with the port in place. */
    String withPort() {
        return text.replace(PORT, Integer.toString(target.port()));
    }

    /**
     * A free port below those that operating systems give to clients: a client of somebody else's could take one of these
     * while the target is down.
     */
    private static Target freePort() {
        IOException taken = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return new Target(HOST, socket.getLocalPort());
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new UncheckedIOException("no free port for the target", new IOException(taken));
    }
}

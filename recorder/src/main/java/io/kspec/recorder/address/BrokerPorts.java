package io.kspec.recorder.address;

import io.kspec.stage.net.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ports that take the place of brokers, one for each. A port is bound when its broker is first named, so
 * that clients can connect as soon as they know it.
 */
public final class BrokerPorts {
    private static final int MOST_BROKERS = 100;

    private final PortSettings settings;
    private final BiConsumer<ServerSocketChannel, Target> opened;
    private final Consumer<String> told;
    private final Map<Target, Target> ports = new LinkedHashMap<>();
    private @Nullable Target first;

    /**
     * @param opened takes each bound socket, and the broker that its clients are led to
     * @param told takes lines for humans
     */
    public BrokerPorts(PortSettings settings, BiConsumer<ServerSocketChannel, Target> opened, Consumer<String> told) {
        this.settings = settings;
        this.opened = opened;
        this.told = told;
    }

    /**
     * Opens the first port.
     *
     * @return the address for clients
     * @throws IOException if it cannot be bound
     */
    public synchronized Target openFirst() throws IOException {
        Target address = open(settings.first(), settings.port());
        first = address;
        return address;
    }

    /** The address for clients of a broker; empty if there is none, which is told. */
    public synchronized Optional<Target> of(Target broker) {
        Target known = ports.get(broker);
        if (known != null) {
            return Optional.of(known);
        }
        if (first != null && isFirst(broker)) {
            ports.put(broker, first);
            return Optional.of(first);
        }
        if (ports.values().stream().distinct().count() >= MOST_BROKERS) {
            told.accept("Clients are led to " + broker + " itself: there are ports for at most " + MOST_BROKERS
                    + " brokers.");
            return Optional.empty();
        }
        try {
            Target address = open(broker, 0);
            told.accept("Broker " + broker + " is at " + address + ".");
            return Optional.of(address);
        } catch (IOException e) {
            told.accept("Clients are led to " + broker + " itself: no port can be opened: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Target open(Target broker, int port) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(new InetSocketAddress(InetAddress.getByName(settings.host()), port));
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on " + settings.host() + ":" + port + ": " + e.getMessage(), e);
        }
        int bound = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        Target address = new Target(settings.advertisedHost(), bound);
        ports.put(broker, address);
        opened.accept(socket, broker);
        return address;
    }

    /** Whether a broker is the first one under another name. */
    private boolean isFirst(Target broker) {
        Target target = settings.first();
        try {
            return broker.port() == target.port()
                    && (broker.host().equals(target.host())
                            || InetAddress.getByName(broker.host()).equals(InetAddress.getByName(target.host())));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package io.kspec.stage.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** The connections of one client: opened on demand, and again once they are closed. For one thread at a time. */
public final class Connections {
    private final String name;
    private final String clientId;
    private final Target target;
    private final ConnectionSettings settings;
    private final Transcript transcript;
    private final Map<Target, Connection> open = new LinkedHashMap<>();

    /**
     * The connections of a client, none of them open.
     *
     * @param name what transcripts and errors call the client
     * @param clientId what the client calls itself in every request
     * @param target the broker under test
     */
    public Connections(
            String name, String clientId, Target target, ConnectionSettings settings, Transcript transcript) {
        this.name = name;
        this.clientId = clientId;
        this.target = target;
        this.settings = settings;
        this.transcript = transcript;
    }

    public String name() {
        return name;
    }

    public String clientId() {
        return clientId;
    }

    /** The broker under test. */
    public Target target() {
        return target;
    }

    public ConnectionSettings settings() {
        return settings;
    }

    public Transcript transcript() {
        return transcript;
    }

    /**
     * The connection to the broker under test.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection toTarget() {
        return to(target);
    }

    /**
     * The connection to a broker.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection to(Target broker) {
        Connection known = open.get(broker);
        if (known != null && known.isOpen()) {
            return known;
        }
        String connection = broker.equals(target) ? name : name + "@" + broker;
        Connection opened = Connection.open(connection, broker, clientId, settings, transcript);
        open.put(broker, opened);
        return opened;
    }

    /** Closes all connections; the next request opens new ones. */
    public void closeAll() {
        open.values().forEach(Connection::close);
        open.clear();
    }
}

package io.kspec.stage.play;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TargetUnreachable;
import io.kspec.stage.net.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A client on the stage, with connections of its own, opened on demand and opened anew once they are closed. For one
 * thread at a time.
 */
public final class Role {
    private final Stage stage;
    private final String name;
    private final String clientId;
    private final Map<Target, Connection> connections = new LinkedHashMap<>();

    Role(Stage stage, String name, String clientId) {
        this.stage = stage;
        this.name = name;
        this.clientId = clientId;
    }

    public String name() {
        return name;
    }

    /** What it calls itself in every request. */
    public String clientId() {
        return clientId;
    }

    Transcript transcript() {
        return stage.transcript();
    }

    /**
     * The connection to the target itself.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection connection() {
        return connectionTo(stage.target());
    }

    /**
     * The connection to a broker.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection connectionTo(Target broker) {
        Connection known = connections.get(broker);
        if (known != null && known.isOpen()) {
            return known;
        }
        String connection = broker.equals(stage.target()) ? name : name + "@" + broker;
        Connection opened = Connection.open(connection, broker, clientId, stage.settings(), stage.transcript());
        connections.put(broker, opened);
        return opened;
    }

    /** The connection to the coordinator of a group: of a single broker the one to the target, else where it says. */
    public Connection coordinator(String groupId) {
        return connectionTo(stage.brokers().coordinator(groupId));
    }

    /** The connection to the leader of a partition: of a single broker the one to the target, else where it says. */
    public Connection leader(String topic, int partition) {
        return connectionTo(stage.brokers().leader(topic, partition));
    }

    /**
     * Asks the target and decodes the answer strictly.
     *
     * @throws StageFailure if there is no answer, or it is not what API and version say
     */
    public Message ask(String api, int version, Consumer<MessageBuilder> fill) {
        return connection().ask(api, version, fill);
    }

    /** As {@link #ask(String, int, Consumer)}, at {@link Stage#version}. */
    public Message ask(String api, Consumer<MessageBuilder> fill) {
        return ask(api, stage.version(api), fill);
    }

    /** Asks the target and leaves the answer as bytes. */
    public Exchange exchange(String api, int version, Consumer<MessageBuilder> fill) {
        return connection().exchange(api, version, fill);
    }

    /** Closes its connections; the next request opens new ones. */
    public void disconnect() {
        connections.values().forEach(Connection::close);
        connections.clear();
    }

    @Override
    public String toString() {
        return name;
    }
}

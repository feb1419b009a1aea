package io.kspec.stage.play;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TargetUnreachable;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import java.util.function.Consumer;

/** A client on the stage, with connections of its own. For one thread at a time. */
public final class Role {
    private final Stage stage;
    private final Connections connections;

    Role(Stage stage, Connections connections) {
        this.stage = stage;
        this.connections = connections;
    }

    public String name() {
        return connections.name();
    }

    /** What the role calls itself in every request. */
    public String clientId() {
        return connections.clientId();
    }

    /**
     * The connection to the target itself.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection connection() {
        return connections.toTarget();
    }

    /**
     * The connection to a broker.
     *
     * @throws TargetUnreachable if it cannot be opened
     */
    public Connection connectionTo(Target broker) {
        return connections.to(broker);
    }

    /**
     * The connection to the coordinator of a key: to the broker that the target names, or to the target if it is a single
     * broker.
     */
    public Connection coordinator(CoordinatorType type, String key) {
        return connectionTo(stage.coordinator(type, key));
    }

    /** The connection to a partition's leader, found like a coordinator. */
    public Connection leader(String topic, int partition) {
        return connectionTo(stage.leader(topic, partition));
    }

    /**
     * Sends a request to the target, at {@link Stage#version}, and decodes the answer strictly.
     *
     * @throws StageFailure if there is no answer, or it does not fit API and version
     */
    public Message ask(ClientRequest request) {
        return connection().ask(request, stage.version(request.api().name()));
    }

    /** As {@link #ask(ClientRequest)}, at a given version. */
    public Message ask(ClientRequest request, int version) {
        return connection().ask(request, version);
    }

    /** As {@link #ask(ClientRequest)}, for a request that only its caller sends. */
    public Message ask(String api, Consumer<MessageBuilder> fill) {
        return ask(ClientRequest.of(api, fill));
    }

    /** As {@link #ask(String, Consumer)}, at a given version. */
    public Message ask(String api, int version, Consumer<MessageBuilder> fill) {
        return ask(ClientRequest.of(api, fill), version);
    }

    /** Closes the connections; the next request opens new ones. */
    public void disconnect() {
        connections.closeAll();
    }

    @Override
    public String toString() {
        return name();
    }
}

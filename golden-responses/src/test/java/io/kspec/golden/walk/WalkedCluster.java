package io.kspec.golden.walk;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** One of the two clusters that a walk compares, with a connection to each broker that runs. */
final class WalkedCluster implements AutoCloseable {
    private final Map<Integer, Target> brokers;
    private final IntConsumer stop;
    private final IntConsumer start;
    private final SortedMap<Integer, Stage> stages = new TreeMap<>();

    /**
     * Connects to all brokers.
     *
     * @param brokers where they are, by node id
     * @param stop stops a broker in an orderly way
     * @param start starts a broker that was stopped
     */
    WalkedCluster(Map<Integer, Target> brokers, IntConsumer stop, IntConsumer start) {
        this.brokers = Map.copyOf(brokers);
        this.stop = stop;
        this.start = start;
        brokers.keySet().forEach(this::connect);
    }

    private void connect(int broker) {
        Target target = brokers.get(broker);
        if (target != null) {
            stages.put(broker, Stage.on(target).open());
        }
    }

    /** The node ids of the brokers that run, in ascending order. */
    List<Integer> live() {
        return List.copyOf(stages.keySet());
    }

    /** The versions of an API that both sides speak. */
    Versions versions(String api) {
        return stage(stages.firstKey()).versions(api);
    }

    /** Asks a broker that runs. */
    Message ask(int broker, ClientRequest request, int version) {
        return stage(broker).role("walker").ask(request, version);
    }

    private Stage stage(int broker) {
        Stage stage = stages.get(broker);
        if (stage == null) {
            throw new IllegalArgumentException("expected one of the brokers " + stages.keySet() + ", found " + broker);
        }
        return stage;
    }

    void stop(int broker) {
        stage(broker).close();
        stages.remove(broker);
        stop.accept(broker);
    }

    void start(int broker) {
        start.accept(broker);
        connect(broker);
    }

    @Override
    public void close() {
        stages.values().forEach(Stage::close);
    }
}

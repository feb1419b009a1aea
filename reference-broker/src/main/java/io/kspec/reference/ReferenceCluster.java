package io.kspec.reference;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Several running brokers of an Apache Kafka release as one cluster, on free ports of the loopback interface, initially
 * without topics. The first one is also the only controller.
 *
 * <pre>{@code
 * try (ReferenceCluster cluster = ReferenceBroker.of("4.3.1").startCluster(3)) {
 *     connect(cluster.brokers().get(0).bootstrap());
 * }
 * }</pre>
 *
 * <p>Each broker can be stopped and restarted, but without the first one, nothing changes leaders. Internal topics have one
 * replica, as those of a single {@link ReferenceBroker}, so that a broker that ends takes its share of them along. Thread-safe.
 */
public final class ReferenceCluster implements AutoCloseable {
    private final List<ReferenceBroker> brokers;

    ReferenceCluster(List<ReferenceBroker> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    /** The brokers, in the order of their node ids, which count from 1. */
    public List<ReferenceBroker> brokers() {
        return brokers;
    }

    /** Completes with the first of the brokers that ends. */
    public CompletableFuture<ReferenceBroker> ended() {
        return CompletableFuture.anyOf(brokers.stream()
                        .map(broker -> broker.ended().thenApply(unused -> broker))
                        .toArray(CompletableFuture<?>[]::new))
                .thenApply(ReferenceBroker.class::cast);
    }

    /** Kills all brokers and removes their data before it returns. Later calls do nothing. */
    @Override
    public void close() {
        brokers.forEach(ReferenceBroker::close);
    }
}

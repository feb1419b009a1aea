package io.kspec.stage.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What many stages on one target have in common, so that not each of them asks and creates for itself: whether the target is
 * a single broker, spare topics, what topics are like that Metadata creates, and whether there is a controller. Thread-safe.
 */
public final class SharedCluster {
    /** How long the number of brokers counts as known: the other brokers of a cluster may start after the target. */
    private static final Duration KNOWN = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final SpareTopics topics;
    private final AutoCreation autoCreation = new AutoCreation();
    private final Controller controller = new Controller();
    private final AtomicBoolean createdUnread = new AtomicBoolean(true);
    private volatile @Nullable Size size;

    /**
     * A target of which nothing is known.
     *
     * @param patience how long a stage waits while another one creates topics
     */
    public SharedCluster(Duration patience) {
        this(patience, System::nanoTime);
    }

    SharedCluster(Duration patience, LongSupplier nanoTime) {
        this.topics = new SpareTopics(patience);
        this.nanoTime = nanoTime;
    }

    private record Size(boolean single, long learnedAt) {}

    /** Whether the target is a single broker, or empty if a stage has to ask. */
    Optional<Boolean> single() {
        Size known = size;
        return known == null || nanoTime.getAsLong() - known.learnedAt() > KNOWN.toNanos()
                ? Optional.empty()
                : Optional.of(known.single());
    }

    /** Learns from the target's answer whether it is a single broker. */
    void learn(boolean single) {
        size = new Size(single, nanoTime.getAsLong());
    }

    SpareTopics topics() {
        return topics;
    }

    AutoCreation autoCreation() {
        return autoCreation;
    }

    Controller controller() {
        return controller;
    }

    /** Whether a topic may have been created although the answer that says so does not decode. */
    AtomicBoolean createdUnread() {
        return createdUnread;
    }

    /** Hands over the topics that no stage took. */
    public List<String> takeSpareTopics() {
        return topics.takeAll();
    }

    /** Forgets all but what the target's configuration decides: it was started again. */
    public void forget() {
        size = null;
        topics.forget();
    }
}

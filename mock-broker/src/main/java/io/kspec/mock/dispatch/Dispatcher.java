package io.kspec.mock.dispatch;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.Script;
import io.kspec.mock.script.TopicNames;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Serves the connections of a cluster: serves ready connections, and re-polls waiting ones after every state change and when
 * their deadline passes. One thread owns it together with the cluster.
 */
public final class Dispatcher {
    private final Cluster cluster;
    private final Router router;
    private final BrokerClock clock;
    private final Alarm alarm;
    private final Script script;
    private final Journal journal;
    private final TopicNames topics;
    private final Queue<Conversation> ready = new ArrayDeque<>();
    private final Set<Conversation> waiting = new LinkedHashSet<>();
    private long connections;
    private boolean working;

    public Dispatcher(Cluster cluster, Router router, BrokerClock clock, Alarm alarm, Script script, Journal journal) {
        this.cluster = cluster;
        this.router = router;
        this.clock = clock;
        this.alarm = alarm;
        this.script = script;
        this.journal = journal;
        this.topics = new ClusterTopicNames(cluster.topics());
    }

    /**
     * Begins a conversation on a new connection.
     *
     * @param entrance the broker and listener that accepted the connection
     * @param clientHost the client's address: {@code /127.0.0.1}
     */
    public Conversation open(Entrance entrance, String clientHost, ResponseSink sink) {
        return new Conversation(this, ++connections, entrance, clientHost, sink);
    }

    /** Does everything that is due by now. */
    public void advance() {
        work();
    }

    /**
     * Advances the clock and does what is due by then.
     *
     * @param duration nothing happens if it is zero
     */
    public void advanceClock(Duration duration) {
        if (!duration.isZero()) {
            clock.shift(duration);
            alarm.setFor(Long.MAX_VALUE, this::advance);
            cluster.advanceTo(clock.nowMs());
            work();
        }
    }

    /** The topics that stubs may name. */
    public TopicNames topics() {
        return topics;
    }

    Router router() {
        return router;
    }

    Script script() {
        return script;
    }

    Journal journal() {
        return journal;
    }

    long nowMs() {
        return clock.nowMs();
    }

    /** Registers that a conversation has a request to serve, and serves it. */
    void ready(Conversation conversation) {
        ready.add(conversation);
        work();
    }

    /** Registers that a conversation waits for an answer. */
    void waiting(Conversation conversation) {
        waiting.add(conversation);
    }

    void left(Conversation conversation) {
        waiting.remove(conversation);
    }

    /** Works until nothing is left to do. A nested call returns immediately, and the outer one does its work. */
    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            do {
                cluster.advanceTo(clock.nowMs());
                serveReady();
                pollWaiting();
            } while (!ready.isEmpty());
        } finally {
            working = false;
        }
        alarm.setFor(nextDeadlineMs(), this::advance);
    }

    private void serveReady() {
        Conversation next = ready.poll();
        while (next != null) {
            next.serve();
            next = ready.poll();
        }
    }

    private void pollWaiting() {
        long nowMs = clock.nowMs();
        for (Conversation conversation : new ArrayList<>(waiting)) {
            if (conversation.poll(nowMs)) {
                waiting.remove(conversation);
            }
        }
    }

    private long nextDeadlineMs() {
        return waiting.stream().mapToLong(Conversation::deadlineMs).reduce(cluster.nextDeadlineMs(), Math::min);
    }
}

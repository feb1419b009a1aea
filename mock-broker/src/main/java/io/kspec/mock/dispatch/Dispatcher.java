package io.kspec.mock.dispatch;

import io.kspec.mock.api.ApiTable;
import io.kspec.mock.api.Cluster;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Serves all connections of a cluster: who has a request is served, who waits is asked again whenever something changed or
 * its time has come. One thread owns it, together with the cluster and everything that hangs on it.
 */
public final class Dispatcher {
    private final Cluster cluster;
    private final ApiTable table;
    private final BrokerClock clock;
    private final Alarm alarm;
    private final Script script;
    private final Journal journal;
    private final Queue<Conversation> ready = new ArrayDeque<>();
    private final Set<Conversation> waiting = new LinkedHashSet<>();
    private long connections;
    private boolean working;

    public Dispatcher(Cluster cluster, ApiTable table, BrokerClock clock, Alarm alarm, Script script, Journal journal) {
        this.cluster = cluster;
        this.table = table;
        this.clock = clock;
        this.alarm = alarm;
        this.script = script;
        this.journal = journal;
    }

    /**
     * Begins a conversation over a new connection.
     *
     * @param clientHost where it comes from: {@code /127.0.0.1}
     */
    public Conversation open(String clientHost, Outlet outlet) {
        return new Conversation(this, ++connections, clientHost, outlet);
    }

    /** Does what has fallen due by now. */
    public void advance() {
        work();
    }

    ApiTable table() {
        return table;
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

    /** The conversation has something to serve. */
    void ready(Conversation conversation) {
        ready.add(conversation);
        work();
    }

    /** The conversation has an answer that is still to come. */
    void waiting(Conversation conversation) {
        waiting.add(conversation);
    }

    void left(Conversation conversation) {
        waiting.remove(conversation);
    }

    /** Goes on until nobody has anything to do; a call from within only adds to what is to be done. */
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

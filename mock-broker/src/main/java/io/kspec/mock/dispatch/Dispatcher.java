package io.kspec.mock.dispatch;

import io.kspec.mock.access.AccessControl;
import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.KnownTopics;
import io.kspec.mock.script.Script;
import io.kspec.mock.security.session.ClientSession;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.SecretFields;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the connections of a cluster: serves ready connections, and re-polls a waiting one when what it waits for has
 * changed or its deadline has passed. One thread owns it together with the cluster.
 */
public final class Dispatcher {
    private final Cluster cluster;
    private final Router router;
    private final BrokerClock clock;
    private final Alarm alarm;
    private final Script script;
    private final Journal journal;
    private final KnownTopics topics;
    private final AccessControl access;
    private final Queue<Conversation> ready = new ArrayDeque<>();
    private final Set<Conversation> changed = new LinkedHashSet<>();
    private final Deadlines<Conversation> deadlines = new Deadlines<>(Comparator.comparingLong(Conversation::number));
    private @Nullable Relay relay;
    private long connections;
    private boolean working;

    public Dispatcher(Cluster cluster, Router router, BrokerClock clock, Alarm alarm, Script script, Journal journal) {
        this.cluster = cluster;
        this.router = router;
        this.clock = clock;
        this.alarm = alarm;
        this.script = script;
        this.journal = journal;
        this.topics = new ClusterTopics(cluster.topics());
        this.access = new AccessControl(
                cluster.security().authorizer(), topics, cluster.settings().autoCreateTopics());
    }

    /**
     * Begins a conversation on a new connection.
     *
     * @param entrance the broker and listener that accepted the connection
     * @param clientHost the client's address: {@code /127.0.0.1}
     */
    public Conversation open(Entrance entrance, String clientHost, ResponseSink sink) {
        ClientSession session = cluster.security().open(entrance.listener());
        Conversation opened = new Conversation(this, ++connections, entrance, clientHost, session, sink);
        if (cluster.hasQuotas()) {
            long nowMs = clock.nowMs();
            String address = clientHost.substring(clientHost.indexOf('/') + 1);
            long throttleMs = cluster.quotaUsage()
                    .connect(
                            entrance.brokerId(),
                            address,
                            nowMs,
                            cluster.configs().quotaWindows(entrance.brokerId(), ""));
            if (throttleMs > 0) {
                opened.turnAway(nowMs + throttleMs);
                work();
            }
        }
        return opened;
    }

    /** Journals a connection that is closed before it can send a request. */
    public void turnedAway(Entrance entrance, String why) {
        JournalEntry entry =
                JournalEntry.received(++connections, entrance.brokerId(), null, null, -1, Bytes.EMPTY, clock.nowMs());
        long number = journal.begin(entry);
        journal.update(number, seen -> seen.unanswered(RequestOutcome.DISCONNECTED, why, clock.nowMs()));
    }

    /** Whether the journal hides parts of an API's messages, so that they cannot be repeated. */
    public static boolean hasSecrets(ApiSpec api) {
        return SecretFields.has(api);
    }

    /** Does everything that is due by now, and answers the requests whose answers have become known. */
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
    public KnownTopics topics() {
        return topics;
    }

    /**
     * Lets another broker answer the requests that no stub matches.
     *
     * @param other null for the handlers of this broker
     */
    public void relay(@Nullable Relay other) {
        relay = other;
    }

    @Nullable Relay relay() {
        return relay;
    }

    Cluster cluster() {
        return cluster;
    }

    /** What clients are allowed. */
    AccessControl access() {
        return access;
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

    /** Registers that what a conversation waits for has changed. It is polled before {@link #work} ends. */
    void changed(Conversation conversation) {
        changed.add(conversation);
    }

    /** Sets when to poll a conversation even if nothing changes; {@link PendingAnswer#NEVER} for never. */
    void pollAt(Conversation conversation, long timeMs) {
        deadlines.set(conversation, timeMs);
    }

    void left(Conversation conversation) {
        changed.remove(conversation);
        if (relay != null) {
            relay.closed(conversation.number());
        }
        deadlines.set(conversation, PendingAnswer.NEVER);
        cluster.shareGroups().disconnected(conversation.number());
        if (!changed.isEmpty()) {
            work();
        }
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
            } while (!ready.isEmpty() || !changed.isEmpty());
        } finally {
            working = false;
        }
        alarm.setFor(Math.min(cluster.nextDeadlineMs(), deadlines.nextMs()), this::advance);
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
        if (deadlines.nextMs() <= nowMs) {
            changed.addAll(deadlines.takeDue(nowMs));
        }
        if (changed.isEmpty()) {
            return;
        }
        List<Conversation> toPoll = new ArrayList<>(changed);
        changed.clear();
        toPoll.forEach(conversation -> conversation.poll(nowMs));
    }
}

package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the cases of a run need before they can test their own requirement, and what became of it: a need that could not be
 * met twice in the best way that is known is not tried again. A failure makes another version the best, so that each is tried
 * once before the first is tried again. Thread-safe.
 *
 * <p>A way is the APIs and versions by which something is had. As long as it has not worked, one case at a time tries it, so
 * that many cases side by side do not all wait in vain; except where a target makes clients wait by design, as in a
 * rebalance: there, cases that wait for each other would wait longer than all of them at once.
 */
public final class Needs {
    private static final int ATTEMPTS = 2;
    /** How long to wait for something that was awaited in vain twice. */
    private static final Duration IMPATIENT = Duration.ofSeconds(1);
    /** The same, for an answer that depends on other clients: Apache Kafka lets the first member of a group wait 3 s. */
    private static final Duration BRIEF = Duration.ofSeconds(5);

    /** When a way that was slow is tried again, by one case: the machine may have been busy for a moment. */
    private static final Duration RECONSIDERED = Duration.ofSeconds(20);

    private static final int REASON_LENGTH = 300;

    private final Duration vain;
    private final Duration slow;
    private final Consumer<Exchange> doubt;
    private final LongSupplier nanoTime;
    private final Map<String, Need> needs = new ConcurrentHashMap<>();
    private final Map<String, Way> ways = new ConcurrentHashMap<>();
    /** How often an answer of an API, by its name, did not come although it was awaited for as long as ever. */
    private final Map<String, Integer> vainWaits = new ConcurrentHashMap<>();

    /**
     * Needs that nobody has tried to meet.
     *
     * @param vain how long a failed attempt must have taken to count as a wait in vain
     * @param slow how long it may take to meet a need: a way that took longer twice is tried again only now and then
     * @param doubt is told of each exchange by which a need was not met
     */
    public Needs(Duration vain, Duration slow, Consumer<Exchange> doubt) {
        this(vain, slow, doubt, System::nanoTime);
    }

    Needs(Duration vain, Duration slow, Consumer<Exchange> doubt, LongSupplier nanoTime) {
        this.vain = vain;
        this.slow = slow;
        this.doubt = doubt;
        this.nanoTime = nanoTime;
    }

    private static final class Need {
        private int waits;
        private @Nullable String reason;

        synchronized void failed(String why, boolean waited) {
            waits += waited ? 1 : 0;
            if (reason == null) {
                reason = why;
            }
        }

        synchronized @Nullable String reason() {
            return reason;
        }

        synchronized boolean isAwaitedInVain() {
            return waits >= ATTEMPTS;
        }
    }

    private static final class Way {
        private final ReentrantLock trying = new ReentrantLock();
        private volatile boolean works;
        private final AtomicInteger failures = new AtomicInteger();
        /** How many attempts took too long since one was quick enough. */
        private int slow;

        private long judgedAt;

        /** Counts an attempt that took too long. */
        synchronized void wasSlow(long now) {
            slow++;
            judgedAt = now;
        }

        synchronized void wasQuick() {
            slow = 0;
        }

        /**
         * Lets a case try this way, unless it was slow too often; after a while one case may try it all the same.
         *
         * @return 0 if the case may try, otherwise how many attempts took too long
         */
        synchronized int enter(long now) {
            boolean mayTry = slow < ATTEMPTS || now - judgedAt >= RECONSIDERED.toNanos();
            if (mayTry) {
                judgedAt = now;
                return 0;
            }
            return slow;
        }
    }

    /** A case that needs something. */
    interface Needy {
        /** The check and its version, for messages to other cases. */
        String name();

        /** Whether a failure is that of the need, and not what the case is about, or another need's. */
        boolean countsAsLack(Throwable failure);
    }

    /**
     * Meets a need.
     *
     * @param name what is needed, in a few words
     * @param by the APIs and versions by which it is had
     * @param subject whether the case is about one of these APIs: then it tries even what failed before
     * @param takesTurns whether one case at a time tries a way that has not worked yet
     * @throws NeedUnmet if it is known to be out of reach
     */
    <T> T meet(String name, String by, boolean subject, boolean takesTurns, Needy who, Supplier<T> attempt) {
        Need need = needs.computeIfAbsent(name, unused -> new Need());
        Way way = ways.computeIfAbsent(name + " by " + by, unused -> new Way());
        boolean alone = takesTurns && !way.works && isTurn(way);
        try {
            demand(name, by, subject, need, way);
            return attempt(who, attempt, need, way);
        } finally {
            if (alone) {
                way.trying.unlock();
            }
        }
    }

    /** Waits for other cases that try the same way, but not for so long that the session of a member of the case ends. */
    private boolean isTurn(Way way) {
        try {
            return way.trying.tryLock(slow.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void demand(String name, String by, boolean subject, Need need, Way way) {
        if (way.failures.get() >= ATTEMPTS && !subject) {
            throw new NeedUnmet(name, name + " could not be had: " + need.reason());
        }
        int slowAttempts = way.enter(nanoTime.getAsLong());
        if (slowAttempts > 0) {
            throw new NeedUnmet(
                    name,
                    name + " by " + by + " takes longer than " + slow.toMillis() + " ms, as " + slowAttempts
                            + " earlier attempts did");
        }
    }

    private <T> T attempt(Needy who, Supplier<T> attempt, Need need, Way way) {
        long start = nanoTime.getAsLong();
        try {
            T met = attempt.get();
            way.failures.set(0);
            way.works = true;
            if (took(start, slow)) {
                way.wasSlow(nanoTime.getAsLong());
            } else {
                way.wasQuick();
            }
            return met;
        } catch (NoCommonVersion | StageInterrupted e) {
            throw e;
        } catch (StageFailure | CheckFailure e) {
            String message = String.valueOf(e.getMessage());
            need.failed(
                    message.substring(0, Math.min(message.length(), REASON_LENGTH)) + " (" + who.name() + ")",
                    took(start, vain));
            if (who.countsAsLack(e)) {
                way.failures.incrementAndGet();
                if (took(start, slow)) {
                    way.wasSlow(nanoTime.getAsLong());
                }
            }
            throw e;
        }
    }

    private boolean took(long start, Duration limit) {
        return nanoTime.getAsLong() - start >= limit.toNanos();
    }

    /** How long to wait for something: less if it was awaited in vain twice. */
    Duration patience(String name, Duration usual) {
        Need need = needs.get(name);
        boolean vain = need != null && need.isAwaitedInVain();
        return vain && usual.compareTo(IMPATIENT) > 0 ? IMPATIENT : usual;
    }

    /** Learns that something did not come although it was awaited for as long as ever. */
    void awaitedInVain(String name) {
        needs.computeIfAbsent(name, unused -> new Need()).failed(name + " was awaited in vain", true);
    }

    /** How long to wait for an answer that depends on other clients: less if such answers were awaited in vain twice. */
    Duration patience(ApiSpec api, Duration usual) {
        boolean vain = vainWaits.getOrDefault(api.name(), 0) >= ATTEMPTS;
        return vain && usual.compareTo(BRIEF) > 0 ? BRIEF : usual;
    }

    /** Learns that an answer that depends on other clients did not come. */
    void awaitedInVain(ApiSpec api) {
        vainWaits.merge(api.name(), 1, Integer::sum);
    }

    void doubt(Exchange exchange) {
        doubt.accept(exchange);
    }

    /** Forgets everything: the target was started anew, without what earlier cases made. */
    public void forget() {
        needs.clear();
        ways.clear();
        vainWaits.clear();
    }
}

package io.kspec.suite.check;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.NotOffered;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
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

    /** How many times as long as usual to wait for what was had quickly before: the target or its machine is busy then. */
    private static final int BUSY = 3;

    private static final int REASON_LENGTH = 300;

    private final Duration vain;
    private final Duration slow;
    private final VersionUse use;
    private final LongSupplier nanoTime;
    private final Map<String, Need> needs = new ConcurrentHashMap<>();
    private final Map<String, Way> ways = new ConcurrentHashMap<>();
    /** When an answer of an API, by its name, did not come although it was awaited for as long as ever. */
    private final Map<String, Waits> vainWaits = new ConcurrentHashMap<>();

    private volatile long aliveAt;

    /**
     * Needs that nobody has tried to meet.
     *
     * @param vain how long a failed attempt must have taken to count as a wait in vain
     * @param slow how long it may take to meet a need, and three times as long where it was met more quickly before: a way
     *     that took longer twice is tried again only now and then
     * @param use is told by which versions needs were met, and by which not
     */
    public Needs(Duration vain, Duration slow, VersionUse use) {
        this(vain, slow, use, System::nanoTime);
    }

    Needs(Duration vain, Duration slow, VersionUse use, LongSupplier nanoTime) {
        this.vain = vain;
        this.slow = slow;
        this.use = use;
        this.nanoTime = nanoTime;
        this.aliveAt = nanoTime.getAsLong();
    }

    private static final class Need {
        private final Waits waits = new Waits();
        /** Whether it was once met as quickly as usual. */
        private volatile boolean quick;

        private @Nullable String reason;

        synchronized void failed(String why) {
            reason = reason == null ? why : reason;
        }

        synchronized @Nullable String reason() {
            return reason;
        }

        /** As if no attempt had failed, except for the time that was waited. */
        synchronized void begin() {
            reason = null;
        }
    }

    private static final class Way {
        private final ReentrantLock trying = new ReentrantLock();
        private volatile boolean works;
        /** Whether it once worked as quickly as usual. */
        private volatile boolean quick;

        private final AtomicInteger failures = new AtomicInteger();
        /** The attempts that took too long since one was quick enough. */
        private final Waits slow = new Waits();

        /** As if it had never been tried, except for the time that it takes. */
        void begin() {
            works = false;
            failures.set(0);
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
        if (!way.slow.mayTry(nanoTime.getAsLong())) {
            throw new NeedUnmet(
                    name,
                    name + " by " + by + " takes longer than " + limit(way).toMillis() + " ms, as " + way.slow.times()
                            + " earlier attempts did");
        }
    }

    private <T> T attempt(Needy who, Supplier<T> attempt, Need need, Way way) {
        long start = nanoTime.getAsLong();
        try {
            T met = attempt.get();
            way.failures.set(0);
            way.works = true;
            if (took(start, limit(way))) {
                way.slow.add(nanoTime.getAsLong());
            } else {
                way.slow.clear();
            }
            if (!took(start, slow)) {
                way.quick = true;
                need.quick = true;
            }
            return met;
        } catch (NotOffered | StageInterrupted e) {
            throw e;
        } catch (StageFailure | CheckFailure e) {
            String message = String.valueOf(e.getMessage());
            need.failed(message.substring(0, Math.min(message.length(), REASON_LENGTH)) + " (" + who.name() + ")");
            if (took(start, vain)) {
                need.waits.add(nanoTime.getAsLong());
            }
            if (who.countsAsLack(e)) {
                way.failures.incrementAndGet();
                if (took(start, limit(way))) {
                    way.slow.add(nanoTime.getAsLong());
                }
            }
            throw e;
        }
    }

    /** How long a way may take: longer if it was quick before. */
    private Duration limit(Way way) {
        return way.quick ? slow.multipliedBy(BUSY) : slow;
    }

    private boolean took(long start, Duration limit) {
        return nanoTime.getAsLong() - start >= limit.toNanos();
    }

    /** How long to wait for something: less if it was awaited in vain twice, else longer if it was had quickly before. */
    Duration patience(String name, Duration usual) {
        Need need = needs.get(name);
        if (need == null) {
            return usual;
        }
        if (need.waits.areEnough()) {
            return usual.compareTo(IMPATIENT) > 0 ? IMPATIENT : usual;
        }
        return need.quick ? usual.multipliedBy(BUSY) : usual;
    }

    /** Learns that something did not come although it was awaited for as long as ever. */
    void awaitedInVain(String name) {
        needs.computeIfAbsent(name, unused -> new Need()).waits.add(nanoTime.getAsLong());
    }

    /** How long to wait for an answer that depends on other clients: less if such answers were awaited in vain twice. */
    Duration patience(ApiSpec api, Duration usual) {
        Waits waits = vainWaits.get(api.name());
        boolean vain = waits != null && waits.areEnough();
        return vain && usual.compareTo(BRIEF) > 0 ? BRIEF : usual;
    }

    /** Learns that an answer that depends on other clients did not come. */
    void awaitedInVain(ApiSpec api) {
        vainWaits.computeIfAbsent(api.name(), unused -> new Waits()).add(nanoTime.getAsLong());
    }

    /** Is told by which versions needs were met, and by which not. */
    VersionUse use() {
        return use;
    }

    /** Learns that the target is alive: what was awaited in vain until now was not awaited because it had died. */
    public void targetLives() {
        aliveAt = nanoTime.getAsLong();
    }

    /**
     * Forgets what the target's death may have caused, and what it may have again since it was started anew: everything but
     * the waits that ended while it was alive, which nobody should wait again.
     */
    public void forget() {
        long alive = aliveAt;
        needs.values().removeIf(need -> !need.waits.endedBefore(alive));
        needs.values().forEach(Need::begin);
        ways.values().removeIf(way -> !way.slow.endedBefore(alive));
        ways.values().forEach(Way::begin);
        vainWaits.values().removeIf(waits -> !waits.endedBefore(alive));
        use.forgetFailuresSince(alive);
    }
}

package io.kspec.suite.session;

import io.kspec.runlog.Liveness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Watches over the target's life while cases are played, one or several at a time. When the target dies, no case begins
 * until all cases in flight have ended and an {@link Inquest} has found the one that killed it; those that were merely hit
 * are played again. Thread-safe.
 *
 * <p>The result of a case is not booked before a later case has found the target alive, and that of a hostile one not
 * before some time has passed: a request may kill after it was answered.
 */
public final class Lifeline {
    private final Inquest inquest;
    private final boolean immediate;
    private final Set<Playing> inFlight = new LinkedHashSet<>();
    private final Deque<Playing> unconfirmed = new ArrayDeque<>();
    /** The cases that were in flight when the target died. */
    private final List<Playing> struck = new ArrayList<>();
    /** What counts instead of a struck case; empty if it is to be played again. */
    private final Map<Playing, Optional<Playing>> verdicts = new HashMap<>();

    private boolean investigating;

    /**
     * A lifeline without cases.
     *
     * @param immediate whether results are booked as soon as a case has ended
     */
    Lifeline(Inquest inquest, boolean immediate) {
        this.inquest = inquest;
        this.immediate = immediate;
    }

    /** Checks whether the target answers now. */
    public Liveness probe() {
        return inquest.probe();
    }

    /** Registers a case before it sends anything; waits while a death is being investigated. */
    public synchronized void begin(Playing playing) {
        awaitThat(() -> !investigating);
        inFlight.add(playing);
    }

    /**
     * Ends a case, and returns the playing of it that counts: this one, or a later one if another case killed the target.
     * Its result is booked now or later.
     */
    public Playing end(Playing playing) {
        Playing current = playing;
        while (true) {
            Liveness last = current.found();
            boolean dead = last != null && !last.alive() && !inquest.isOver();
            switch (part(current, dead)) {
                case NONE -> {
                    settle(current, last != null && last.alive());
                    return current;
                }
                case LEADER -> investigate(last == null ? probe() : last);
                case WITNESS -> {}
            }
            Optional<Playing> counted = verdict(current);
            if (counted.isPresent()) {
                return counted.get();
            }
            begin(current);
            Playing again = current.resumed();
            replace(current, again);
            current = again;
        }
    }

    /** Ends the watch: finds out whether the target survived the last cases, and books all results. */
    void conclude() {
        List<Playing> last = takeUnconfirmed();
        Map<Playing, Playing> counted = new HashMap<>();
        if (!last.isEmpty() && !inquest.isOver()) {
            Liveness found = probe();
            if (!found.alive()) {
                counted.putAll(inquest.hold(List.of(), last, found));
            }
        }
        last.forEach(each -> counted.getOrDefault(each, each).book());
    }

    /** The part of a case in a death. */
    private enum Part {
        NONE,
        /** The first one that found the target dead. */
        LEADER,
        WITNESS
    }

    private synchronized Part part(Playing ended, boolean dead) {
        inFlight.remove(ended);
        notifyAll();
        if (!dead && !investigating) {
            return Part.NONE;
        }
        struck.add(ended);
        if (investigating) {
            return Part.WITNESS;
        }
        investigating = true;
        return Part.LEADER;
    }

    private synchronized void replace(Playing former, Playing again) {
        inFlight.remove(former);
        inFlight.add(again);
    }

    private void investigate(Liveness found) {
        List<Playing> suspects = awaitAllStruck();
        List<Playing> before = takeUnconfirmed();
        Map<Playing, Playing> counted = new HashMap<>();
        try {
            counted.putAll(inquest.hold(suspects, before, found));
            before.forEach(each -> counted.getOrDefault(each, each).book());
            suspects.stream().filter(counted::containsKey).map(counted::get).forEach(Playing::book);
        } finally {
            release(suspects, counted);
        }
    }

    private synchronized List<Playing> awaitAllStruck() {
        awaitThat(inFlight::isEmpty);
        List<Playing> all = new ArrayList<>(struck);
        struck.clear();
        return all;
    }

    private synchronized void release(List<Playing> suspects, Map<Playing, Playing> counted) {
        suspects.forEach(playing -> verdicts.put(playing, Optional.ofNullable(counted.get(playing))));
        investigating = false;
        notifyAll();
    }

    private synchronized Optional<Playing> verdict(Playing playing) {
        awaitThat(() -> verdicts.containsKey(playing));
        return verdicts.remove(playing);
    }

    private void settle(Playing ended, boolean probed) {
        List<Playing> confirmed = new ArrayList<>();
        synchronized (this) {
            if (probed || Traces.ofAnAnswer(ended.transcript())) {
                unconfirmed.removeIf(former -> isConfirmed(former, ended) && confirmed.add(former));
            }
            (immediate ? confirmed : unconfirmed).add(ended);
        }
        confirmed.forEach(Playing::book);
    }

    /** Whether the target survived a case if it was alive in a later one. */
    private static boolean isConfirmed(Playing former, Playing alive) {
        long between = alive.beganAt() - former.endedAt();
        return between >= (former.hostile() ? Inquest.DELAY.toNanos() : 0);
    }

    private synchronized List<Playing> takeUnconfirmed() {
        List<Playing> last = new ArrayList<>(unconfirmed);
        unconfirmed.clear();
        return last;
    }

    /** Waits even if the thread is interrupted: cases in flight end soon then. */
    private void awaitThat(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

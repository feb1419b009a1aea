package io.kspec.suite.session;

import static java.lang.Boolean.FALSE;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.cluster.VersionRanking;
import io.kspec.stage.net.TranscriptEvent;
import io.kspec.stage.net.TranscriptEvent.Exchanged;
import io.kspec.stage.net.TranscriptEvent.Unanswered;
import io.kspec.suite.check.VersionUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a run has learned of each version of each API: whether it is answered, and whether well. Thread-safe. */
public final class VersionExperience implements VersionRanking, VersionUse {
    private static final int ENOUGH = 2;

    private final Duration patience;
    private final Map<Pair, Boolean> wellFormed = new ConcurrentHashMap<>();
    private final Map<Pair, Silence> silences = new ConcurrentHashMap<>();
    private final Set<Pair> answered = ConcurrentHashMap.newKeySet();
    /** The cases by which the target died of a version. */
    private final Map<Pair, List<String>> killers = new ConcurrentHashMap<>();

    private final Set<Pair> served = ConcurrentHashMap.newKeySet();
    /** When a version failed to serve first, in the time of {@link System#nanoTime}. */
    private final Map<Pair, Long> failed = new ConcurrentHashMap<>();

    /**
     * No experience.
     *
     * @param patience how long a response must be awaited in vain to count as silence
     */
    VersionExperience(Duration patience) {
        this.patience = patience;
    }

    private record Pair(int key, int version) {
        static Pair of(ApiSpec api, int version) {
            return new Pair(api.key(), version);
        }

        static Pair of(Exchange exchange) {
            return of(exchange.api(), exchange.version());
        }
    }

    /** How often no response came in time, and when that was last counted: waits that overlap, as in lanes, count once. */
    private record Silence(int times, long countedAt) {
        Silence andAnother(Silence later, Duration patience) {
            boolean overlaps = later.countedAt() - countedAt < patience.toNanos();
            return times < ENOUGH && overlaps ? this : new Silence(times + 1, later.countedAt());
        }
    }

    /** Learns which requests of a case were answered. */
    public void observe(List<TranscriptEvent> events) {
        for (TranscriptEvent event : events) {
            if (event instanceof Exchanged exchanged && exchanged.exchange().response() != null) {
                answered.add(Pair.of(exchanged.exchange()));
            } else if (event instanceof Unanswered unanswered
                    && unanswered.limit().compareTo(patience) >= 0) {
                Silence now = new Silence(1, System.nanoTime());
                silences.merge(
                        Pair.of(unanswered.exchange()), now, (before, later) -> before.andAnother(later, patience));
            }
        }
    }

    /** Learns whether a well-formed request was answered well. */
    public void wellFormed(ApiSpec api, int version, boolean answeredWell) {
        wellFormed.put(Pair.of(api, version), answeredWell);
    }

    /**
     * Learns that the target died of a request.
     *
     * @param killer the case that sent it
     */
    void deadly(Exchange request, String killer) {
        killers.computeIfAbsent(Pair.of(request), unused -> new CopyOnWriteArrayList<>())
                .add(killer);
    }

    /** Whether such requests were answered, and the target died of none. */
    boolean isHarmless(Exchange request) {
        Pair pair = Pair.of(request);
        return answered.contains(pair) && !killers.containsKey(pair);
    }

    /**
     * The cases by which the target died of a version, if it is known to die of it again: of two cases, or of one request
     * that has nothing special. Empty if that is not known.
     */
    public List<String> killersOf(ApiSpec api, int version) {
        Pair pair = Pair.of(api, version);
        List<String> known = killers.getOrDefault(pair, List.of());
        boolean again = known.size() >= ENOUGH || (known.size() == 1 && FALSE.equals(wellFormed.get(pair)));
        return again ? List.copyOf(known) : List.of();
    }

    /** The same for an API that a case only needs: empty also if the version has served other cases. */
    public List<String> killersOfNeeded(ApiSpec api, int version) {
        return served.contains(Pair.of(api, version)) ? List.of() : killersOf(api, version);
    }

    @Override
    public void served(ApiSpec api, int version) {
        served.add(Pair.of(api, version));
    }

    @Override
    public void failed(Exchange exchange) {
        failed.putIfAbsent(Pair.of(exchange), System.nanoTime());
    }

    @Override
    public void forgetFailuresSince(long time) {
        failed.values().removeIf(at -> at - time > 0);
    }

    /**
     * Whether a version was never answered, although an answer was awaited twice; once, if the same is true of another
     * version of the API.
     */
    public boolean isSilent(ApiSpec api, int version) {
        Pair pair = Pair.of(api, version);
        return waits(pair) > 0
                && (waits(pair) >= ENOUGH
                        || silences.keySet().stream()
                                .anyMatch(other -> other.key() == api.key() && waits(other) >= ENOUGH));
    }

    /** How often an answer was awaited in vain; 0 if there was one at any other time. */
    private int waits(Pair pair) {
        Silence silence = silences.get(pair);
        return silence == null || answered.contains(pair) ? 0 : silence.times();
    }

    @Override
    public int rank(ApiSpec api, int version) {
        if (isSilent(api, version)) {
            return SILENT;
        }
        Pair pair = Pair.of(api, version);
        if (failed.containsKey(pair)) {
            return served.contains(pair) ? MIXED : USELESS;
        }
        Boolean well = wellFormed.get(pair);
        return well == null ? UNKNOWN : well ? WORKS : FAILS;
    }
}

package io.kspec.suite.session;

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

/** What a run has learned of each version of each API: whether it is answered, and whether well. Thread-safe. */
public final class VersionExperience implements VersionRanking, VersionUse {
    private static final int ENOUGH = 2;

    private final Duration patience;
    private final Map<Pair, Boolean> wellFormed = new ConcurrentHashMap<>();
    private final Map<Pair, Silence> silences = new ConcurrentHashMap<>();
    private final Set<Pair> answered = ConcurrentHashMap.newKeySet();
    private final Set<Pair> deadly = ConcurrentHashMap.newKeySet();
    private final Set<Pair> served = ConcurrentHashMap.newKeySet();
    private final Set<Pair> failed = ConcurrentHashMap.newKeySet();

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

    /** Learns that the target died of a request. */
    void deadly(Exchange request) {
        deadly.add(Pair.of(request));
    }

    /** Whether such requests were answered, and the target died of none. */
    boolean isHarmless(Exchange request) {
        Pair pair = Pair.of(request);
        return answered.contains(pair) && !deadly.contains(pair);
    }

    @Override
    public void served(ApiSpec api, int version) {
        served.add(Pair.of(api, version));
    }

    @Override
    public void failed(Exchange exchange) {
        failed.add(Pair.of(exchange));
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
        if (failed.contains(pair)) {
            return served.contains(pair) ? MIXED : USELESS;
        }
        Boolean well = wellFormed.get(pair);
        return well == null ? UNKNOWN : well ? WORKS : FAILS;
    }
}

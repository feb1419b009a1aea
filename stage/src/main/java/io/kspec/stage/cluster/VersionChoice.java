package io.kspec.stage.cluster;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the version at which each API is spoken: the pinned one, else the best that both sides speak, which is the highest
 * unless a {@link VersionRanking} prefers others.
 */
public final class VersionChoice {
    private final Connections client;
    private final Map<Integer, Integer> pinned = new ConcurrentHashMap<>();
    private @Nullable AdvertisedVersions advertised;
    private volatile VersionRanking ranking = VersionRanking.NONE;

    /**
     * A choice without pinned versions.
     *
     * @param client asks the target what it advertises, unless that is set
     */
    public VersionChoice(Connections client) {
        this.client = client;
    }

    /**
     * What the target advertises; asked once.
     *
     * @throws StageFailure if the target does not answer
     */
    public synchronized AdvertisedVersions advertised() {
        if (advertised == null) {
            advertised = AdvertisedVersions.ask(client);
        }
        return advertised;
    }

    /** Sets what the target advertises, so that it is not asked. */
    public synchronized void advertised(AdvertisedVersions versions) {
        advertised = versions;
    }

    /** The versions of an API that both sides speak; empty if there are none. */
    public Versions common(String api) {
        return advertised().common(spec(api));
    }

    /** The highest version of an API within a range that both sides speak, whatever is pinned, or empty if there is none. */
    public OptionalInt highestCommon(String api, Versions within) {
        return advertised().highestCommon(spec(api), within);
    }

    /** Sets which versions are preferred. */
    public void prefer(VersionRanking preferred) {
        ranking = preferred;
    }

    /** What is known of a version of an API: a rank of {@link VersionRanking}. */
    public int rank(String api, int version) {
        return ranking.rank(spec(api), version);
    }

    /** The best version of an API within a range that both sides speak, whatever is pinned, or empty if there is none. */
    public OptionalInt bestCommon(String api, Versions within) {
        ApiSpec spec = spec(api);
        Versions common = common(api).intersect(within);
        return common.isEmpty()
                ? OptionalInt.empty()
                : IntStream.rangeClosed(common.lowest(), common.highest())
                        .reduce((lower, higher) ->
                                ranking.rank(spec, higher) >= ranking.rank(spec, lower) ? higher : lower);
    }

    /** Pins an API to a version, advertised or not. */
    public void pin(String api, int version) {
        ApiSpec spec = spec(api);
        spec.request(version);
        pinned.put(spec.key(), version);
    }

    /** Whether an API is pinned to a version. */
    boolean isPinned(String api) {
        return pinned.containsKey(spec(api).key());
    }

    /**
     * The version for a request: the pinned one if it lies within the range, else the best within it that both sides speak.
     *
     * @throws NoCommonVersion if there is none
     */
    public int version(String api, Versions within) {
        Integer pin = pinned.get(spec(api).key());
        return pin != null && within.contains(pin) ? pin : unpinned(api, within);
    }

    /**
     * The best version within a range that both sides speak, whatever is pinned.
     *
     * @throws NoCommonVersion if there is none
     */
    int unpinned(String api, Versions within) {
        return bestCommon(api, within)
                .orElseThrow(() ->
                        new NoCommonVersion(spec(api), within, advertised().of(spec(api))));
    }

    private static ApiSpec spec(String api) {
        return Catalog.standard().api(api);
    }
}

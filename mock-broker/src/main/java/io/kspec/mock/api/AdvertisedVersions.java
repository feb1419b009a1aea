package io.kspec.mock.api;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of each API that the broker answers, and says that it answers. */
public final class AdvertisedVersions {
    private final SortedMap<ApiSpec, Versions> ranges;

    private AdvertisedVersions(SortedMap<ApiSpec, Versions> ranges) {
        this.ranges = Collections.unmodifiableSortedMap(ranges);
    }

    /**
     * Every version of every API of the table, save where a restriction says less.
     *
     * @param restrictions by API name; {@link Versions#NONE} leaves an API out
     * @throws IllegalArgumentException if a restriction is for an API that the mock does not answer, or names versions that
     *     no release defines
     */
    static AdvertisedVersions of(Collection<ApiSpec> apis, Map<String, Versions> restrictions) {
        SortedMap<ApiSpec, Versions> ranges = new TreeMap<>(Comparator.comparingInt(ApiSpec::key));
        apis.forEach(api -> ranges.put(api, api.versions()));
        restrictions.forEach((name, versions) -> {
            ApiSpec api = apis.stream()
                    .filter(candidate -> candidate.names().contains(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + ": expected an API that the mock broker answers, one of " + apis));
            if (versions.isEmpty()) {
                ranges.remove(api);
            } else if (!versions.intersect(api.versions()).equals(versions)) {
                throw new IllegalArgumentException(
                        api + ": expected versions within " + api.versions() + ", found " + versions);
            } else {
                ranges.put(api, versions);
            }
        });
        return new AdvertisedVersions(ranges);
    }

    /** By rising API key. */
    public SortedMap<ApiSpec, Versions> ranges() {
        return ranges;
    }

    /** Whether a request of that API and version is answered. */
    public boolean has(ApiSpec api, int version) {
        return ranges.getOrDefault(api, Versions.NONE).contains(version);
    }

    /** The range of an API; empty if it is not answered at all. */
    public Versions of(ApiSpec api) {
        return ranges.getOrDefault(api, Versions.NONE);
    }
}

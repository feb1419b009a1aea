package io.kspec.mock.dispatch;

import io.kspec.mock.release.BrokerRelease;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of each API that a broker answers and advertises: those that its handlers declare, unless restricted. */
public final class AnsweredVersions {
    private final SortedMap<ApiSpec, Versions> ranges;

    private AnsweredVersions(SortedMap<ApiSpec, Versions> ranges) {
        this.ranges = Collections.unmodifiableSortedMap(ranges);
    }

    /**
     * The versions that handlers declare, as far as a release has them, reduced by restrictions.
     *
     * @param release the release that the broker looks like
     * @param restrictions by API name, the versions to answer out of those declared; {@link Versions#NONE} omits the API
     * @throws IllegalArgumentException if a restriction names an API that is not answered otherwise, or versions of it that are not
     */
    public static AnsweredVersions of(
            Collection<ApiHandler> handlers, BrokerRelease release, Map<String, Versions> restrictions) {
        SortedMap<ApiSpec, Versions> ranges = new TreeMap<>(Comparator.comparingInt(ApiSpec::key));
        handlers.forEach(handler -> ranges.put(Catalog.standard().api(handler.api()), handler.versions()));
        ranges.replaceAll(release::advertised);
        ranges.values().removeIf(Versions::isEmpty);
        SortedMap<ApiSpec, Versions> declared = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        restrictions.forEach((name, versions) -> {
            ApiSpec api = declared.keySet().stream()
                    .filter(candidate -> candidate.names().contains(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + ": expected an API that the mock broker answers, one of " + declared.keySet()));
            Versions known = declared.getOrDefault(api, Versions.NONE);
            boolean open = versions.highest() == Short.MAX_VALUE;
            Versions common = versions.intersect(known);
            if (versions.isEmpty()) {
                ranges.remove(api);
            } else if (common.isEmpty() || !(open || common.equals(versions))) {
                throw new IllegalArgumentException(api + ": expected versions within " + known + ", found " + versions);
            } else {
                ranges.put(api, common);
            }
        });
        return new AnsweredVersions(ranges);
    }

    /** The range of each API that is answered, in order of API key. */
    public SortedMap<ApiSpec, Versions> ranges() {
        return ranges;
    }

    /** Whether an API is answered at a version. */
    public boolean has(ApiSpec api, int version) {
        return of(api).contains(version);
    }

    /** The range of an API; empty if it is not answered. */
    public Versions of(ApiSpec api) {
        return ranges.getOrDefault(api, Versions.NONE);
    }
}

package io.kspec.suite.mutation;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Sweep;
import io.kspec.suite.check.VersionFilter;
import io.kspec.suite.mutants.MutantListener;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A check at a version of the API that it sweeps, and how the broker is secured that it is played on.
 *
 * @param api the swept API, or null if it sweeps none
 * @param version the swept version; -1 if it sweeps none
 */
record PlayableCase(PlayableCheck check, @Nullable ApiSpec api, int version, MutantListener listener) {
    private static final int NO_VERSION = -1;

    /** A case without anything to prove. */
    PlayableCase(PlayableCheck check, @Nullable ApiSpec api, int version) {
        this(check, api, version, MutantListener.OPEN);
    }

    /** The same case on a broker that is secured in another way. */
    PlayableCase behind(MutantListener other) {
        return new PlayableCase(check, api, version, other);
    }

    /**
     * The cases that sweep an API at a version, first those of checks of this API alone. Checks that send garbage to every API
     * see no responses and are left out.
     */
    static List<PlayableCase> of(ApiSpec api, int version) {
        return PlayableCheck.playing().stream()
                .filter(check -> sweeps(check.declared(), api, version))
                .map(check -> new PlayableCase(check, api, version))
                .sorted(Comparator.comparing((PlayableCase each) ->
                                each.check.declared().api().equals(ConformanceTest.EVERY_API))
                        .thenComparing(each -> each.check.id()))
                .toList();
    }

    private static boolean sweeps(ConformanceTest declared, ApiSpec api, int version) {
        boolean every = declared.api().equals(ConformanceTest.EVERY_API);
        return declared.sweep() == Sweep.ADVERTISED
                && (every
                        ? !declared.hostile() && isAdmitted(declared, api, version)
                        : declared.api().equals(api.name()))
                && Versions.parse(declared.versions()).contains(version);
    }

    private static boolean isAdmitted(ConformanceTest declared, ApiSpec api, int version) {
        VersionFilter filter = ReflectionSupport.newInstance(declared.where());
        return filter.admits(api, version);
    }

    /** One case of each check that is not about every API, at the highest version that it sweeps, by the ids of the checks. */
    static List<PlayableCase> highest(AdvertisedVersions advertised) {
        return PlayableCheck.playing().stream()
                .filter(check -> check.declared().sweep() == Sweep.ADVERTISED)
                .flatMap(check -> highest(check, advertised))
                .toList();
    }

    /** The case of a check at the highest version that it sweeps; empty if it is about every API, or about none that is advertised. */
    static Stream<PlayableCase> highest(PlayableCheck check, AdvertisedVersions advertised) {
        ConformanceTest declared = check.declared();
        if (declared.api().isEmpty()) {
            return Stream.of(new PlayableCase(check, null, NO_VERSION));
        }
        if (declared.api().equals(ConformanceTest.EVERY_API)) {
            return Stream.empty();
        }
        ApiSpec swept = Catalog.standard().api(declared.api());
        Versions common = advertised.common(swept).intersect(Versions.parse(declared.versions()));
        return common.isEmpty() ? Stream.empty() : Stream.of(new PlayableCase(check, swept, common.highest()));
    }

    @Override
    public String toString() {
        return check.id() + (api == null ? "" : " at " + api.name() + " v" + version);
    }
}

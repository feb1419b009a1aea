package io.kspec.suite.session;

import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.Level;
import io.kspec.runlog.Shard;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks and cases to run: those that every filter admits. Narrowed from {@link #EVERYTHING}.
 *
 * @param profile the profile whose checks are run, or {@link #ALL_PROFILES}
 * @param levels the levels, at least one
 * @param include ids of the checks to run, with {@code *} for any characters; all if empty
 * @param exclude ids of the checks not to run, with {@code *} for any characters
 * @param apis names of APIs; all if empty
 * @param excludedApis names of APIs whose cases are not run
 * @param versions by the name of an API, the versions at which its cases are run; all for an API that is absent
 * @param cases the cases to run; all if empty
 * @param shard the part of them to run
 */
public record Selection(
        String profile,
        Set<Level> levels,
        List<String> include,
        List<String> exclude,
        Set<String> apis,
        Set<String> excludedApis,
        Map<String, Versions> versions,
        List<CaseName> cases,
        Shard shard) {
    public static final String ALL_PROFILES = "all";

    /** All checks. */
    public static final Selection EVERYTHING = new Selection(
            ALL_PROFILES,
            Set.of(Level.values()),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            Map.of(),
            List.of(),
            Shard.WHOLE);

    private static final Versions ANY_VERSION = new Versions(0, Short.MAX_VALUE);

    public Selection {
        levels = Set.copyOf(levels);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        apis = Set.copyOf(apis);
        excludedApis = Set.copyOf(excludedApis);
        versions = Map.copyOf(versions);
        cases = List.copyOf(cases);
    }

    public Selection withProfile(String name) {
        return new Selection(name, levels, include, exclude, apis, excludedApis, versions, cases, shard);
    }

    public Selection withLevels(Set<Level> chosen) {
        return new Selection(profile, chosen, include, exclude, apis, excludedApis, versions, cases, shard);
    }

    /** Runs only checks whose id matches one of some patterns; all if there are none. */
    public Selection including(List<String> ids) {
        return new Selection(profile, levels, ids, exclude, apis, excludedApis, versions, cases, shard);
    }

    /** As {@link #including(List)}. */
    public Selection including(String... ids) {
        return including(List.of(ids));
    }

    /** Leaves out checks whose id matches one of some patterns. */
    public Selection excluding(List<String> ids) {
        return new Selection(profile, levels, include, ids, apis, excludedApis, versions, cases, shard);
    }

    /** Runs only checks and cases of some APIs; of all if there are none. */
    public Selection withApis(Set<String> names) {
        return new Selection(profile, levels, include, exclude, names, excludedApis, versions, cases, shard);
    }

    /** Leaves out checks and cases of some APIs. */
    public Selection withoutApis(Set<String> names) {
        return new Selection(profile, levels, include, exclude, apis, names, versions, cases, shard);
    }

    /** Runs the cases of some APIs, by name, only at some versions. */
    public Selection withVersions(Map<String, Versions> ranges) {
        return new Selection(profile, levels, include, exclude, apis, excludedApis, ranges, cases, shard);
    }

    /** Runs only some cases; all if there are none. */
    public Selection withCases(List<CaseName> names) {
        return new Selection(profile, levels, include, exclude, apis, excludedApis, versions, names, shard);
    }

    /** Runs only a part of the cases. */
    public Selection withShard(Shard part) {
        return new Selection(profile, levels, include, exclude, apis, excludedApis, versions, cases, part);
    }

    /**
     * Whether a case belongs to the part to run.
     *
     * @param at the API and version of the case, or null if it has none
     */
    public boolean isInShard(String check, @Nullable ApiVersion at) {
        return shard.contains(
                at == null ? new CaseKey(check, null, null) : new CaseKey(check, at.name(), at.version()));
    }

    /** Whether to run a check, for at least one API. */
    public boolean admits(ConformanceTest check) {
        return (profile.equals(ALL_PROFILES) || profile.equals(Profiles.of(check)))
                && levels.contains(check.level())
                && (include.isEmpty() || matches(include, check.id()))
                && !excludes(check)
                && (cases.isEmpty()
                        || cases.stream().anyMatch(name -> name.check().equals(check.id())))
                && (check.api().equals(ConformanceTest.EVERY_API) || admitsApi(check.api()));
    }

    /** Whether a check is excluded by its id. */
    public boolean excludes(ConformanceTest check) {
        return matches(exclude, check.id());
    }

    /** Whether to run the cases of an API; the empty name stands for checks that are not about a particular API. */
    public boolean admitsApi(String api) {
        return (apis.isEmpty() || apis.contains(api)) && !excludedApis.contains(api);
    }

    /** Whether to run an admitted check at a version of an admitted API. */
    public boolean admits(ConformanceTest check, String api, int version) {
        return versionsOf(api).contains(version)
                && (cases.isEmpty() || cases.stream().anyMatch(name -> name.names(check.id(), api, version)));
    }

    /** The versions at which the cases of an API are run. */
    public Versions versionsOf(String api) {
        return versions.getOrDefault(api, ANY_VERSION);
    }

    /**
     * This selection without its included ids and levels; exclusions remain. Of single cases, their APIs remain if all of
     * them name one.
     */
    public Selection ofEveryIdAndLevel() {
        Selection all = withLevels(Set.of(Level.values())).including().withCases(List.of());
        Set<String> named =
                cases.stream().map(CaseName::api).filter(Objects::nonNull).collect(Collectors.toSet());
        return named.isEmpty() ? all : all.withApis(named);
    }

    /** The filters that narrow the run, as the run log shows them. */
    public List<String> filters() {
        List<String> filters = new ArrayList<>();
        if (levels.size() < Level.values().length) {
            filters.add("level " + levels.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
        }
        include.forEach(id -> filters.add("include " + id));
        exclude.forEach(id -> filters.add("exclude " + id));
        apis.stream().sorted().forEach(api -> filters.add("api " + api));
        excludedApis.stream().sorted().forEach(api -> filters.add("exclude API " + api));
        new TreeMap<>(versions).forEach((api, range) -> filters.add("versions " + api + " " + range));
        cases.forEach(name -> filters.add("case " + name));
        if (!shard.isWhole()) {
            filters.add(shard.filter());
        }
        return filters;
    }

    private static boolean matches(List<String> patterns, String id) {
        return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, id));
    }
}

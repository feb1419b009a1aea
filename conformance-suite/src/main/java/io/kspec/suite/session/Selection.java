package io.kspec.suite.session;

import io.kspec.runlog.Level;
import io.kspec.suite.check.ConformanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checks to run.
 *
 * @param profile the profile whose checks are run, or {@link #ALL_PROFILES}
 * @param levels the levels, at least one
 * @param include ids of the checks to run, with {@code *} for any characters; all if empty
 * @param exclude ids of the checks not to run, with {@code *} for any characters
 * @param apis names of APIs; all if empty
 */
public record Selection(
        String profile, Set<Level> levels, List<String> include, List<String> exclude, Set<String> apis) {
    public static final String ALL_PROFILES = "all";

    /** All checks. */
    public static final Selection EVERYTHING =
            new Selection(ALL_PROFILES, Set.of(Level.values()), List.of(), List.of(), Set.of());

    public Selection {
        levels = Set.copyOf(levels);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        apis = Set.copyOf(apis);
    }

    /** Whether to run a check, for at least one API. */
    public boolean admits(ConformanceTest check) {
        return (profile.equals(ALL_PROFILES) || profile.equals(check.profile()))
                && levels.contains(check.level())
                && (include.isEmpty() || matches(include, check.id()))
                && !excludes(check)
                && (check.api().equals(ConformanceTest.EVERY_API) || admitsApi(check.api()));
    }

    /** Whether a check is excluded by its id. */
    public boolean excludes(ConformanceTest check) {
        return matches(exclude, check.id());
    }

    /** Whether to run the cases of an API. */
    public boolean admitsApi(String api) {
        return apis.isEmpty() || apis.contains(api);
    }

    /** This selection without its included ids and levels; exclusions remain. */
    public Selection ofEveryIdAndLevel() {
        return new Selection(profile, Set.of(Level.values()), List.of(), exclude, apis);
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
        return filters;
    }

    private static boolean matches(List<String> globs, String id) {
        return globs.stream()
                .anyMatch(glob -> Pattern.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q"), id));
    }
}

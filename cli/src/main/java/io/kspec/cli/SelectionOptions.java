package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.runlog.Shard;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.Selection;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that narrow a run to some checks and cases. A case is run if all of them admit it. */
final class SelectionOptions {
    @Option(
            names = {"-c", "--check"},
            split = ",",
            completionCandidates = CompletionWords.Checks.class,
            paramLabel = "ID",
            description = "Runs only checks with this id; * matches any characters. Repeatable, also with commas.")
    private List<String> checks = List.of();

    @Option(
            names = {"-x", "--exclude"},
            split = ",",
            completionCandidates = CompletionWords.Checks.class,
            paramLabel = "ID",
            description = "Leaves out checks with this id; * matches any characters. Repeatable, also with commas.")
    private List<String> excluded = List.of();

    @Option(
            names = "--case",
            split = ",",
            completionCandidates = CompletionWords.Checks.class,
            paramLabel = "CASE",
            converter = CaseConverter.class,
            description = "Runs only this case: ID@VERSION, or ID@API:VERSION for a check of every API. An id alone "
                    + "stands for all cases of the check. Repeatable, also with commas.")
    private List<CaseName> cases = List.of();

    @Option(
            names = {"-a", "--api"},
            split = ",",
            completionCandidates = CompletionWords.Apis.class,
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "Runs only checks of this API, given by name or key. Repeatable, also with commas.")
    private List<ApiSpec> apis = List.of();

    @Option(
            names = "--exclude-api",
            split = ",",
            completionCandidates = CompletionWords.Apis.class,
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "Leaves out checks of this API. Repeatable, also with commas.")
    private List<ApiSpec> excludedApis = List.of();

    @Option(
            names = "--versions",
            paramLabel = "API=RANGE",
            converter = ApiRangeConverter.class,
            description = "Runs cases of this API only at these versions, such as Fetch=4-12. Repeatable.")
    private List<ApiRange> versions = List.of();

    @Option(
            names = {"-l", "--level"},
            completionCandidates = CompletionWords.Levels.class,
            paramLabel = "LEVEL",
            description = "Runs only checks of this level, must or should (default: both).")
    private Set<Level> levels = EnumSet.allOf(Level.class);

    @Option(
            names = "--profile",
            completionCandidates = CompletionWords.ProfileNames.class,
            paramLabel = "PROFILE",
            description = "Runs only checks of this profile, such as producer or admin; `kspec list checks` counts"
                    + " them (default: ${DEFAULT-VALUE}).")
    private String profile = Selection.ALL_PROFILES;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShardConverter.class,
            description = "Runs only one of N parts of the cases, such as 2/8; kspec merge makes one run of all parts.")
    private Shard shard = Shard.WHOLE;

    Selection selection() {
        Map<String, Versions> ranges = new TreeMap<>();
        versions.forEach(range -> ranges.put(range.api().name(), range.versions()));
        return Selection.EVERYTHING
                .withProfile(profile)
                .withLevels(levels)
                .including(checks)
                .excluding(excluded)
                .withApis(names(apis))
                .withoutApis(names(excludedApis))
                .withVersions(ranges)
                .withCases(cases)
                .withShard(shard);
    }

    private static Set<String> names(Collection<ApiSpec> apis) {
        return apis.stream().map(ApiSpec::name).collect(Collectors.toSet());
    }
}

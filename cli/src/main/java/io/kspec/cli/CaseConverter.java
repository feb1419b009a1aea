package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.check.Sweep;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.CaseName;
import io.kspec.yaml.Suggestion;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a case, {@code fetch.out-of-range@7} or {@code wire.well-formed-answer@Fetch:7}, and finds its check.
 * The API of a check that has only one may be written too, and the address of a report is taken for the case that it shows.
 */
final class CaseConverter implements ITypeConverter<CaseName> {
    /** A case in the address of a report: {@code fetch.out-of-range/v7}, {@code wire.well-formed-answer/Fetch/v7}. */
    private static final Pattern ADDRESS = Pattern.compile("^([^/@]+)(?:/([A-Za-z]+))?/v(\\d+)$");

    @Override
    public CaseName convert(String text) {
        CaseName name = parse(text);
        if (ScenarioCheck.isIdOfScenario(name.check())) {
            return name; // whether there is such a scenario is known when the scenarios are read
        }
        ConformanceTest check = check(name.check());
        Integer version = name.version();
        if (version == null) {
            return name;
        }
        if (check.api().isEmpty()) {
            throw new TypeConversionException(
                    "expected " + check.id() + " alone, because it has no versions, found " + text);
        }
        boolean everyApi = check.api().equals(ConformanceTest.EVERY_API);
        if (name.api() == null) {
            if (everyApi) {
                throw new TypeConversionException("expected an API and a version, such as " + check.id() + "@Fetch:"
                        + version + ", because the check is about every API, found " + text);
            }
            requireKnown(check, Catalog.standard().api(check.api()), version);
            return name;
        }
        ApiSpec api = new ApiConverter().convert(name.api());
        if (!everyApi && !api.name().equals(check.api())) {
            throw new TypeConversionException("expected " + check.id() + "@" + version + ", because the check is about "
                    + check.api() + ", found " + text);
        }
        requireKnown(check, api, version);
        return new CaseName(check.id(), everyApi ? api.name() : null, version);
    }

    /** What cannot be played at any target is refused; what is not advertised is known to be when the run begins. */
    private static void requireKnown(ConformanceTest check, ApiSpec api, int version) {
        Versions versions = api.versions().intersect(Versions.parse(check.versions()));
        if (check.sweep() == Sweep.ADVERTISED && !versions.contains(version)) {
            throw new TypeConversionException("expected a version of " + api.name() + " within " + versions + " for "
                    + check.id() + ", found " + version);
        }
    }

    private static CaseName parse(String text) {
        try {
            return CaseName.parse(ADDRESS.matcher(text).replaceFirst(CaseConverter::nameOfAddress));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static String nameOfAddress(MatchResult address) {
        String api = address.group(2) == null ? "" : address.group(2) + ":";
        return address.group(1) + "@" + api + address.group(3);
    }

    private static ConformanceTest check(String id) {
        List<ConformanceTest> checks = ConformanceRun.checks();
        return checks.stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected the id of a check, found " + id
                        + Suggestion.of(
                                id, checks.stream().map(ConformanceTest::id).toList())
                        + "; see kspec list checks"));
    }
}

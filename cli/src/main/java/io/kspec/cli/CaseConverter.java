package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.CaseName;
import io.kspec.yaml.Suggestion;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a case, {@code fetch.out-of-range@7} or {@code wire.well-formed-answer@Fetch:7}, and finds its check.
 * The API of a check that has only one may be written too.
 */
final class CaseConverter implements ITypeConverter<CaseName> {
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
            return name;
        }
        ApiSpec api = new ApiConverter().convert(name.api());
        if (!everyApi && !api.name().equals(check.api())) {
            throw new TypeConversionException("expected " + check.id() + "@" + version + ", because the check is about "
                    + check.api() + ", found " + text);
        }
        return new CaseName(check.id(), everyApi ? api.name() : null, version);
    }

    private static CaseName parse(String text) {
        try {
            return CaseName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
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

package io.kspec.mock.api;

import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes docs/mock-coverage.md: what the mock broker answers of every API on the broker listener, and why not the rest. */
final class CoveragePage {
    private static final String HEAD =
            """
            # What the mock broker answers

            %d of the %d APIs that brokers offer to clients, at %d of their %d versions. The versions are those of the message
            definitions of Apache Kafka %s. The broker advertises exactly what it answers.

            A test of the module `mock-broker` writes this page; it fails if the page and the program differ.

            | key | API | versions defined | versions answered | not answered, because |
            | ---: | --- | --- | --- | --- |
            """;

    private final AnsweredVersions answered = Handlers.versions();
    private final Gaps gaps = Gaps.declared();
    private final List<ApiSpec> apis =
            Catalog.standard().apis().stream().filter(ApiSpec::onBrokerListener).toList();

    String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(
                apis.stream().filter(api -> !answered.of(api).isEmpty()).count(),
                apis.size(),
                apis.stream().mapToInt(api -> count(answered.of(api))).sum(),
                apis.stream().mapToInt(api -> count(api.versions())).sum(),
                String.join(" and ", Catalog.standard().releases())));
        apis.forEach(api -> page.append("| ")
                .append(api.key())
                .append(" | ")
                .append(api.name())
                .append(" | ")
                .append(api.versions())
                .append(" | ")
                .append(answered.of(api).isEmpty() ? "-" : answered.of(api))
                .append(" | ")
                .append(reasons(api))
                .append(" |\n"));
        return page.toString();
    }

    private static int count(Versions versions) {
        return versions.highest() - versions.lowest() + 1;
    }

    /** The reason that applies to all versions, or each reason after the versions that it applies to. */
    private String reasons(ApiSpec api) {
        Map<Versions, String> reasons = new LinkedHashMap<>();
        gaps.all().stream()
                .filter(gap -> gap.api().equals(api.name()))
                .forEach(gap -> reasons.put(gap.versions(), gap.reason()));
        return reasons.entrySet().stream()
                .map(gap -> gap.getKey().equals(api.versions())
                        ? gap.getValue()
                        : "v" + gap.getKey() + ": " + gap.getValue())
                .collect(Collectors.joining("; "));
    }
}

package io.kspec.suite.sweep;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Check;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Examination;
import io.kspec.suite.check.Judges;
import io.kspec.suite.check.PlaysScenarios;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.check.VersionFilter;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.Selection;
import io.kspec.suite.session.Sessions;
import io.kspec.suite.session.TargetSession;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs a {@link ConformanceTest}, or a scenario, once at every version that the target advertises and kspec knows. */
public final class SweepExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), ConformanceTest.class)
                || AnnotationSupport.isAnnotated(context.getTestMethod(), PlaysScenarios.class);
    }

    /** A selection of versions may leave none of a check. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Optional<TargetSession> session = Sessions.of(context);
        if (session.isEmpty()) {
            return Stream.of(new UnconfiguredCase(
                    "no target: set the JUnit configuration parameter " + Sessions.TARGET + " to host:port"));
        }
        return AnnotationSupport.findAnnotation(method, PlaysScenarios.class)
                .map(some -> scenarios(some, session.get()).flatMap(added -> cases(method, added, session.get())))
                .orElseGet(() -> cases(
                        method,
                        AnnotationSupport.findAnnotation(method, ConformanceTest.class)
                                .orElseThrow(),
                        session.get()));
    }

    private static Stream<ScenarioCheck> scenarios(PlaysScenarios some, TargetSession session) {
        return session.scenarios().stream()
                .filter(added -> added.hostile() == some.hostile())
                .filter(session.selection()::admits);
    }

    /**
     * How many cases of a check end with a result, as far as it is known yet.
     *
     * @param method the method that plays it
     */
    public static int count(ConformanceTest check, Method method, TargetSession session) {
        return (int) cases(method, check, session)
                .filter(each -> !(each instanceof PlannedCase planned) || planned.booked())
                .count();
    }

    private static Stream<TestTemplateInvocationContext> cases(
            Method method, ConformanceTest annotation, TargetSession session) {
        Check check = check(
                annotation, annotation instanceof ScenarioCheck added ? added.title() : Titles.of(method.getName()));
        return AnnotationSupport.findAnnotation(method, Judges.class)
                .map(judges -> examined(judges, annotation, check, session))
                .orElseGet(() -> cases(annotation, check, session));
    }

    /** A check as the run log describes it. */
    private static Check check(ConformanceTest annotation, String title) {
        return new Check(
                annotation.id(),
                title,
                annotation.level(),
                annotation.requirement(),
                MeasuredReleases.in(annotation.source()),
                annotation.why(),
                Profiles.of(annotation),
                annotation.hostile(),
                annotation.harm());
    }

    private static Stream<TestTemplateInvocationContext> examined(
            Judges judges, ConformanceTest annotation, Check check, TargetSession session) {
        Selection selection = session.selection();
        List<Examination> examinations = session.plausibility().of(judges.value()).stream()
                .filter(examination -> selection.admitsApi(examination.api().name()))
                .filter(examination ->
                        selection.admits(annotation, examination.api().name(), examination.version()))
                .toList();
        return examinations.isEmpty()
                ? Stream.of(new ExaminedCase(check, session, null))
                : examinations.stream().map(examination -> new ExaminedCase(check, session, examination));
    }

    private static Stream<TestTemplateInvocationContext> cases(
            ConformanceTest annotation, Check check, TargetSession session) {
        List<PlannedCase> planned = planned(annotation, check, session).toList();
        return Stream.concat(planned.stream(), absent(annotation, check, session, planned))
                .flatMap(each -> each.inShard().stream());
    }

    /** The named cases that the target does not have: they are skipped, so that the run shows why. */
    private static Stream<PlannedCase> absent(
            ConformanceTest annotation, Check check, TargetSession session, List<PlannedCase> planned) {
        if (planned.stream().anyMatch(each -> each.api() != null && each.version() == PlannedCase.NO_VERSION)) {
            return Stream.empty();
        }
        List<PlannedCase> skipped = new ArrayList<>();
        for (CaseName name : session.selection().cases()) {
            Integer version = name.version();
            if (version == null
                    || !name.check().equals(check.id())
                    || planned.stream().anyMatch(each -> each.isNamed(name))) {
                continue;
            }
            String api = name.api() == null ? annotation.api() : name.api();
            ApiSpec spec = Catalog.standard().api(api);
            String place = api + " v" + version;
            String reason = session.versions(spec).contains(version)
                    ? "the check has no case at " + place
                    : "the target does not advertise " + place;
            skipped.add(new PlannedCase(annotation, check, session, spec, version, reason, true));
        }
        return skipped.stream();
    }

    private static Stream<PlannedCase> planned(ConformanceTest annotation, Check check, TargetSession session) {
        String missing = missing(annotation, session);
        boolean booked = session.selection().admits(annotation);
        if (annotation.api().isEmpty()) {
            return Stream.of(
                    new PlannedCase(annotation, check, session, null, PlannedCase.NO_VERSION, missing, booked));
        }
        Selection selection = booked ? session.selection() : session.selection().ofEveryIdAndLevel();
        if (annotation.api().equals(ConformanceTest.EVERY_API)) {
            VersionFilter filter = ReflectionSupport.newInstance(annotation.where());
            return Catalog.standard().apis().stream()
                    .filter(api -> selection.admitsApi(api.name()))
                    .filter(api ->
                            api.onBrokerListener() || !session.versions(api).isEmpty())
                    .flatMap(api -> swept(annotation, session, api)
                            .filter(version -> filter.admits(api, version))
                            .filter(version -> selection.admits(annotation, api.name(), version))
                            .mapToObj(version ->
                                    new PlannedCase(annotation, check, session, api, version, missing, booked)));
        }
        ApiSpec api = Catalog.standard().api(annotation.api());
        Versions advertised = session.versions(api);
        int[] swept = swept(annotation, session, api).toArray();
        Versions applicable = selection.versionsOf(api.name()).intersect(advertised);
        boolean outside = !advertised.isEmpty() && applicable.isEmpty();
        if (swept.length == 0 || outside) {
            String reason = advertised.isEmpty()
                    ? "the target does not advertise " + api.name()
                    : "the target advertises no version of " + api.name() + " within "
                            + (outside ? selection.versionsOf(api.name()) : annotation.versions());
            return Stream.of(new PlannedCase(annotation, check, session, api, PlannedCase.NO_VERSION, reason, booked));
        }
        return Arrays.stream(swept)
                .filter(version -> selection.admits(annotation, api.name(), version))
                .mapToObj(version -> new PlannedCase(annotation, check, session, api, version, missing, booked));
    }

    private static IntStream swept(ConformanceTest annotation, TargetSession session, ApiSpec api) {
        Versions wanted = Versions.parse(annotation.versions());
        Versions spoken = session.versions(api);
        IntStream swept =
                switch (annotation.sweep()) {
                    case ADVERTISED ->
                        spoken.isEmpty() ? IntStream.empty() : IntStream.rangeClosed(spoken.lowest(), spoken.highest());
                    case UNADVERTISED -> unadvertised(session, api);
                };
        return swept.filter(wanted::contains);
    }

    /** The versions next to those that the target advertises, of which there may be more than kspec knows. */
    private static IntStream unadvertised(TargetSession session, ApiSpec api) {
        Versions advertised = session.advertised().ranges().isEmpty()
                ? session.versions(api)
                : session.advertised().of(api);
        return advertised.isEmpty()
                ? IntStream.of(api.versions().lowest())
                : IntStream.of(advertised.lowest() - 1, advertised.highest() + 1)
                        .filter(version -> version >= 0 && version <= Short.MAX_VALUE);
    }

    private static @Nullable String missing(ConformanceTest annotation, TargetSession session) {
        return Arrays.stream(annotation.needs())
                .filter(name -> !isSpoken(name, session))
                .filter(name -> !name.equals("CreateTopics") || !isSpoken("Metadata", session))
                .findFirst()
                .map(name -> "needs " + name + ", which the target does not advertise")
                .orElse(null);
    }

    private static boolean isSpoken(String api, TargetSession session) {
        return !session.versions(Catalog.standard().api(api)).isEmpty();
    }
}

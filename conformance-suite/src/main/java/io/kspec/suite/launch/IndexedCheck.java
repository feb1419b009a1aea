package io.kspec.suite.launch;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Judges;
import io.kspec.suite.check.ScenarioCheck;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A check and the method that plays it.
 *
 * @param judged the APIs whose responses it judges at some version; empty unless it only judges what other checks exchanged with
 *     the target
 */
record IndexedCheck(ConformanceTest check, Method method, Set<ApiSpec> judged) {
    static IndexedCheck of(Method method) {
        return of(Objects.requireNonNull(method.getAnnotation(ConformanceTest.class), method.toString()), method);
    }

    static IndexedCheck of(ConformanceTest check, Method method) {
        Judges judges = method.getAnnotation(Judges.class);
        return new IndexedCheck(check, method, judges == null ? Set.of() : withResponsesOf(judges.value()));
    }

    private static Set<ApiSpec> withResponsesOf(ImplausibleKind kind) {
        return Catalog.standard().apis().stream()
                .filter(api -> IntStream.rangeClosed(
                                api.versions().lowest(), api.versions().highest())
                        .anyMatch(version -> Plausibility.kinds(api, version).contains(kind)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The area that it belongs to. */
    String area() {
        return area(method);
    }

    /** The area that a method's checks belong to: the last part of its package's name. */
    static String area(Method method) {
        String name = method.getDeclaringClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The names of the API that it sweeps and of those that it needs. */
    Set<String> apis() {
        Set<String> apis = new HashSet<>(Arrays.asList(check.needs()));
        if (check instanceof ScenarioCheck added) {
            added.scenario().apis().forEach(api -> apis.add(api.name()));
        }
        apis.add(check.api());
        return apis;
    }

    /** Whether it only judges what other checks exchanged with the target. */
    boolean judges() {
        return !judged.isEmpty();
    }
}

package io.kspec.suite.mutation;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Judges;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A check, and the method that plays it or judges the responses of others. */
record PlayableCheck(ConformanceTest declared, Method method) {
    private static final List<PlayableCheck> ALL =
            ReflectionSupport.findAllClassesInPackage(
                            "io.kspec.suite.checks", type -> true, name -> name.endsWith("Checks"))
                    .stream()
                    .flatMap(type -> ReflectionSupport.findMethods(
                            type,
                            method -> method.isAnnotationPresent(ConformanceTest.class),
                            HierarchyTraversalMode.TOP_DOWN)
                            .stream())
                    .map(method -> new PlayableCheck(
                            Objects.requireNonNull(method.getAnnotation(ConformanceTest.class)), method))
                    .sorted(Comparator.comparing(PlayableCheck::id))
                    .toList();

    private static final Map<ImplausibleKind, PlayableCheck> JUDGES = ALL.stream()
            .filter(PlayableCheck::judges)
            .collect(Collectors.toUnmodifiableMap(
                    check -> Objects.requireNonNull(check.method.getAnnotation(Judges.class))
                            .value(),
                    check -> check));

    /** The checks that send requests, by id. */
    static List<PlayableCheck> playing() {
        return ALL.stream().filter(check -> !check.judges()).toList();
    }

    /** The checks that judge responses, by what they look for. */
    static Map<ImplausibleKind, PlayableCheck> judging() {
        return JUDGES;
    }

    /** All checks, by id. */
    static List<PlayableCheck> all() {
        return ALL;
    }

    String id() {
        return declared.id();
    }

    private boolean judges() {
        return method.isAnnotationPresent(Judges.class);
    }

    /** Invokes the method on a new instance of its class. */
    void invoke(Object argument) {
        Object unused = ReflectionSupport.invokeMethod(
                method, ReflectionSupport.newInstance(method.getDeclaringClass()), argument);
    }
}

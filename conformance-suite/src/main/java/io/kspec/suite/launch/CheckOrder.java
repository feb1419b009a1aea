package io.kspec.suite.launch;

import io.kspec.suite.check.ConformanceTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * The order in which checks are played, the same in every run: by area, so that what an area's checks rely on was checked
 * before, and by id within an area. JUnit plays the checks of a class together, at the place of the first of them.
 */
public final class CheckOrder implements ClassOrderer, MethodOrderer {
    /**
     * The areas, each after those that it relies on: without a connection nothing can be checked, without topics there are
     * no logs, without logs no group has something to read. Last come the checks that judge the exchanges of all others.
     */
    static final List<String> AREAS = List.of("wire", "topic", "log", "group", "offset", "plausible");

    static final Comparator<Method> BY_AREA_AND_ID =
            Comparator.comparingInt(CheckOrder::area).thenComparing(CheckOrder::id);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(each -> first(each.getTestClass()), BY_AREA_AND_ID));
    }

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(each -> each.getMethod(), BY_AREA_AND_ID));
    }

    private static Method first(Class<?> checks) {
        return Arrays.stream(checks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ConformanceTest.class))
                .min(BY_AREA_AND_ID)
                .orElseThrow(() -> new IllegalArgumentException(checks + ": expected a check, found none"));
    }

    private static int area(Method check) {
        String name = check.getDeclaringClass().getPackageName();
        int area = AREAS.indexOf(name.substring(name.lastIndexOf('.') + 1));
        if (area < 0) {
            throw new IllegalArgumentException(check + ": expected one of the areas " + AREAS + ", found " + name);
        }
        return area;
    }

    private static String id(Method check) {
        return IndexedCheck.of(check).check().id();
    }
}

package io.kspec.suite.launch;

import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.PlaysScenarios;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The order of the checks of a {@link Phase}, the same in every run: by area, so that an area's prerequisites are checked first, and by id
 * within an area. Checks that wait for long are begun before all others of a phase. JUnit runs the checks of a class together,
 * at the position of the first one.
 */
public final class CheckOrder implements ClassOrderer, MethodOrderer {
    static final String READY = "ready";
    static final String WIRE = "wire";

    /**
     * The areas, each after its prerequisites: what a target sets up on first use comes first, logs need topics, and
     * groups need logs to read. Transactions, what administrators do, Schema Registries and scenarios need all of these. The
     * checks that judge the exchanges of all others come last.
     */
    static final List<String> AREAS = List.of(
            READY,
            WIRE,
            "topic",
            "log",
            "group",
            "offset",
            "consumer",
            "share",
            "streams",
            "transaction",
            "admin",
            "telemetry",
            "security",
            "cluster",
            "registry",
            "scenario",
            "rules",
            "plausible");

    static final Comparator<Method> WAITING_FIRST = Comparator.comparing((Method check) -> !waits(check))
            .thenComparing(CheckOrder::area)
            .thenComparing(CheckOrder::id);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(each -> first(each.getTestClass()), WAITING_FIRST));
    }

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(each -> each.getMethod(), WAITING_FIRST));
    }

    /** As configured for the run. JUnit's default for ordered methods is to run those of a class one after the other. */
    @Override
    public Optional<ExecutionMode> getDefaultExecutionMode() {
        return Optional.empty();
    }

    private static Method first(Class<?> checks) {
        return Arrays.stream(checks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ConformanceTest.class)
                        || method.isAnnotationPresent(PlaysScenarios.class))
                .min(WAITING_FIRST)
                .orElseThrow(() -> new IllegalArgumentException(checks + ": expected a check, found none"));
    }

    private static boolean waits(Method check) {
        ConformanceTest declared = check.getAnnotation(ConformanceTest.class);
        return declared != null && declared.waits();
    }

    private static int area(Method check) {
        String name = IndexedCheck.area(check);
        int area = AREAS.indexOf(name);
        if (area < 0) {
            throw new IllegalArgumentException(check + ": expected one of the areas " + AREAS + ", found " + name);
        }
        return area;
    }

    private static String id(Method check) {
        ConformanceTest declared = check.getAnnotation(ConformanceTest.class);
        return declared == null ? check.getName() : declared.id();
    }
}

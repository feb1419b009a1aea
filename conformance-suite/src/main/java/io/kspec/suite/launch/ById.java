package io.kspec.suite.launch;

import io.kspec.suite.check.ConformanceTest;
import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Orders the checks of a class by their ids, so that every run is played in the same order. */
public final class ById implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(descriptor -> descriptor
                .findAnnotation(ConformanceTest.class)
                .map(ConformanceTest::id)
                .orElse("")));
    }
}

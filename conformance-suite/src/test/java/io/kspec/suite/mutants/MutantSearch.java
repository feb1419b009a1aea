package io.kspec.suite.mutants;

import java.util.Comparator;
import java.util.List;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds every mutant on the class path. */
final class MutantSearch {
    private static final String AREAS = "io.kspec.suite.checks";
    private static final List<Mutant> ALL = search();

    private MutantSearch() {}

    /** Every mutant, by the name of the class that declares it. */
    static List<Mutant> all() {
        return ALL;
    }

    private static List<Mutant> search() {
        return ReflectionSupport.findAllClassesInPackage(
                        AREAS, AreaMutants.class::isAssignableFrom, name -> name.endsWith("Mutants"))
                .stream()
                .sorted(Comparator.comparing(Class::getName))
                .map(type -> (AreaMutants) ReflectionSupport.newInstance(type))
                .flatMap(area -> area.mutants().stream())
                .toList();
    }
}

package io.kspec.suite.launch;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.session.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every check there is. The class path is searched once in a process, so that a run costs only what it plays. */
final class CheckIndex {
    private static final String CHECKS = "io.kspec.suite.checks";
    private static final List<IndexedCheck> ALL = search();

    private CheckIndex() {}

    /** Every check, by id. */
    static List<IndexedCheck> all() {
        return ALL;
    }

    /**
     * The checks to play for a selection, none if it admits none. A check that only judges what others exchange finds
     * nothing to judge where it is selected alone; it is then fed by other checks, whose own results do not count.
     */
    static List<IndexedCheck> playedFor(Selection selection) {
        List<IndexedCheck> selected = ALL.stream()
                .filter(indexed -> selection.admits(indexed.check()) && judgesSome(indexed, selection))
                .toList();
        if (!selected.stream().allMatch(IndexedCheck::judges)) {
            return selected;
        }
        List<IndexedCheck> played = new ArrayList<>(selected);
        feeding(selected, selection).forEach(played::add);
        return played;
    }

    /** Whether a check, if it judges, judges responses of some selected API. */
    private static boolean judgesSome(IndexedCheck indexed, Selection selection) {
        return !indexed.judges()
                || selection.apis().isEmpty()
                || selection.apis().stream()
                        .anyMatch(api -> indexed.judges(Catalog.standard().api(api)));
    }

    /** The harmless checks of the APIs whose responses are to be judged. */
    private static List<IndexedCheck> feeding(List<IndexedCheck> judges, Selection selection) {
        Set<String> judged = Catalog.standard().apis().stream()
                .filter(api -> judges.stream().anyMatch(indexed -> indexed.judges(api)))
                .map(ApiSpec::name)
                .collect(Collectors.toSet());
        Selection all = selection.ofEveryIdAndLevel();
        return ALL.stream()
                .filter(indexed -> !indexed.judges() && !indexed.check().hostile() && all.admits(indexed.check()))
                .filter(indexed -> judged.contains(indexed.check().api())
                        || (indexed.check().api().equals(ConformanceTest.EVERY_API) && !judged.isEmpty()))
                .toList();
    }

    private static List<IndexedCheck> search() {
        return ReflectionSupport.findAllClassesInPackage(CHECKS, type -> true, name -> name.endsWith("Checks")).stream()
                .flatMap(type ->
                        AnnotationSupport.findAnnotatedMethods(
                                type, ConformanceTest.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .map(IndexedCheck::of)
                .sorted(Comparator.comparing(indexed -> indexed.check().id()))
                .toList();
    }
}

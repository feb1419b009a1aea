package io.kspec.suite.launch;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.PlaysScenarios;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.session.Selection;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** All checks. The class path is scanned only once per process, so that further runs are cheap. */
final class CheckIndex {
    private static final String CHECKS = "io.kspec.suite.checks";
    private static final List<IndexedCheck> ALL = search();
    /** The methods that play scenarios, by whether they play hostile ones. */
    private static final Map<Boolean, Method> SCENARIO_METHODS = methods(PlaysScenarios.class)
            .collect(Collectors.toUnmodifiableMap(
                    method -> Objects.requireNonNull(method.getAnnotation(PlaysScenarios.class))
                            .hostile(),
                    method -> method));

    private static final Set<String> MEMBERS = Set.of("JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup");
    private static final Set<String> GROUPS = Stream.concat(
                    MEMBERS.stream(),
                    Stream.of(
                            "FindCoordinator",
                            "OffsetCommit",
                            "OffsetFetch",
                            "DescribeGroups",
                            "ListGroups",
                            "DeleteGroups"))
            .collect(Collectors.toUnmodifiableSet());
    /** Those of groups of every type. */
    private static final Set<String> COORDINATED = Stream.concat(
                    GROUPS.stream(),
                    Stream.of(
                            "ConsumerGroupHeartbeat",
                            "ConsumerGroupDescribe",
                            "ShareGroupHeartbeat",
                            "ShareGroupDescribe",
                            "AlterShareGroupOffsets",
                            "StreamsGroupHeartbeat",
                            "StreamsGroupDescribe"))
            .collect(Collectors.toUnmodifiableSet());
    /** The checks that make a target ready, with the APIs whose checks need that. */
    private static final Map<String, Set<String>> PREPARING = Map.of(
            "ready.coordinator", COORDINATED,
            "ready.group", MEMBERS,
            "ready.group-offsets", GROUPS,
            "ready.producer-id", Set.of("InitProducerId"),
            "ready.transactional-producer", Set.of("EndTxn"));

    private CheckIndex() {}

    /** All checks, by id. */
    static List<IndexedCheck> all() {
        return ALL;
    }

    /** As {@link #playedFor(Selection, List)}, without scenarios. */
    static List<IndexedCheck> playedFor(Selection selection) {
        return playedFor(selection, List.of());
    }

    /**
     * The checks and scenarios to run for a selection; empty if it matches none. A judging check that is selected alone has no
     * exchanges to judge, so other checks run for it. Checks that need groups or producers need a target that is ready
     * for them, so the checks that make it so run first. The results of what runs only for others do not count.
     */
    static List<IndexedCheck> playedFor(Selection selection, List<ScenarioCheck> scenarios) {
        List<IndexedCheck> selected = Stream.concat(
                        ALL.stream().filter(indexed -> judgesSome(indexed, selection)),
                        scenarios.stream().map(CheckIndex::indexed))
                .filter(indexed -> selection.admits(indexed.check()))
                .toList();
        Set<IndexedCheck> played = new LinkedHashSet<>(selected);
        if (selected.stream().allMatch(IndexedCheck::judges)) {
            played.addAll(feeding(selected, selection));
        }
        played.addAll(preparing(played, selection));
        return List.copyOf(played);
    }

    private static IndexedCheck indexed(ScenarioCheck scenario) {
        return IndexedCheck.of(scenario, Objects.requireNonNull(SCENARIO_METHODS.get(scenario.hostile())));
    }

    /** The checks that make the target ready for what others need. */
    private static List<IndexedCheck> preparing(Set<IndexedCheck> played, Selection selection) {
        Set<String> needed = played.stream()
                .filter(indexed -> !indexed.judges())
                .flatMap(indexed -> indexed.check().api().equals(ConformanceTest.EVERY_API)
                        ? Catalog.standard().apis().stream().map(ApiSpec::name).filter(selection::admitsApi)
                        : indexed.apis().stream())
                .collect(Collectors.toSet());
        return ALL.stream()
                .filter(indexed -> !selection.excludes(indexed.check()))
                .filter(indexed -> PREPARING.getOrDefault(indexed.check().id(), Set.of()).stream()
                        .anyMatch(needed::contains))
                .toList();
    }

    /** Whether a check, if it judges, judges responses of some selected API. */
    private static boolean judgesSome(IndexedCheck indexed, Selection selection) {
        return !indexed.judges() || indexed.judged().stream().anyMatch(api -> selection.admitsApi(api.name()));
    }

    /** The harmless checks of the APIs whose responses are to be judged. */
    private static List<IndexedCheck> feeding(List<IndexedCheck> judges, Selection selection) {
        Set<String> judged = judges.stream()
                .flatMap(indexed -> indexed.judged().stream())
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
        return methods(ConformanceTest.class)
                .map(IndexedCheck::of)
                .sorted(Comparator.comparing(indexed -> indexed.check().id()))
                .toList();
    }

    private static Stream<Method> methods(Class<? extends Annotation> annotation) {
        return ReflectionSupport.findAllClassesInPackage(CHECKS, type -> true, name -> name.endsWith("Checks")).stream()
                .flatMap(type ->
                        AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN)
                                .stream());
    }
}

package io.kspec.suite.launch;

import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunListener;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import io.kspec.suite.session.Sessions;
import io.kspec.suite.session.TargetSession;
import io.kspec.suite.sweep.SweepExtension;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the suite against a target, on the JUnit Platform. */
public final class ConformanceRun {
    private static final String JUPITER = "org.junit.jupiter.engine.JupiterTestEngine";
    private static final LauncherConfig LAUNCHER = launcherConfig();

    private final RunSettings settings;
    private RunListener listener = new RunListener() {};
    private final Interruption interruption = new Interruption();

    private ConformanceRun(RunSettings settings) {
        this.settings = settings;
    }

    public static ConformanceRun of(RunSettings settings) {
        return new ConformanceRun(settings);
    }

    /** Registers a listener for the events of the run. */
    public ConformanceRun listener(RunListener told) {
        listener = told;
        return this;
    }

    /**
     * Ends the run early; may be called from another thread. The current cases and all later ones are skipped, the
     * target is cleaned up, and the log ends with the reason. Has no effect on a run that has ended.
     */
    public void interrupt() {
        interruption.request();
    }

    /**
     * Runs all selected checks, phase by phase; with one lane, in a fixed order.
     *
     * @throws NoKafkaThere if the target does not answer, or does not speak Kafka's protocol
     * @throws IllegalArgumentException if the selection matches no check
     * @throws java.io.UncheckedIOException if the log cannot be written
     */
    public RunOutcome execute() {
        List<IndexedCheck> played = CheckIndex.playedFor(settings.selection(), settings.scenarios());
        if (played.isEmpty()) {
            throw new IllegalArgumentException("no check is selected by profile "
                    + settings.selection().profile() + " and "
                    + settings.selection().filters());
        }
        try (LauncherSession launcher = LauncherFactory.openSession(LAUNCHER)) {
            try (TargetSession session = TargetSession.open(settings, listener)) {
                launcher.getStore().put(Sessions.launcherNamespace(), TargetSession.class, session);
                interruption.begin(session);
                try {
                    for (Phase phase : Phase.values()) {
                        if (phase.isCounted()) {
                            session.planned(count(played, phase, session));
                        }
                        if (!phase.prepared()) {
                            session.needsNoPreparation();
                        }
                        execute(launcher, played, phase);
                        session.settle();
                    }
                } finally {
                    interruption.end();
                }
                return session.finish();
            }
        }
    }

    private void execute(LauncherSession launcher, List<IndexedCheck> played, Phase phase) {
        List<MethodSelector> checks = played.stream()
                .filter(indexed -> Phase.of(indexed) == phase)
                .map(IndexedCheck::method)
                .distinct()
                .map(method -> DiscoverySelectors.selectMethod(method.getDeclaringClass(), method))
                .toList();
        if (!checks.isEmpty()) {
            int lanes = phase.sideBySide() ? settings.lanes() : 1;
            PlanningFailures failures = new PlanningFailures();
            launcher.getLauncher().execute(request(checks, lanes), failures);
            failures.rethrow();
        }
    }

    /** The cases that are to end up to and including those whose number is known when a phase begins. */
    private static int count(List<IndexedCheck> played, Phase phase, TargetSession session) {
        return played.stream()
                .filter(indexed -> phase == Phase.JUDGING || !indexed.judges())
                .mapToInt(indexed -> SweepExtension.count(indexed.check(), indexed.method(), session))
                .sum();
    }

    /** The checks that a selection admits, ordered by id, and the scenarios. */
    public static List<ConformanceTest> checks(Selection selection, List<ScenarioCheck> scenarios) {
        return CheckIndex.playedFor(selection, scenarios).stream()
                .map(IndexedCheck::check)
                .filter(selection::admits)
                .toList();
    }

    /** All checks, ordered by id. */
    public static List<ConformanceTest> checks() {
        return CheckIndex.all().stream().map(IndexedCheck::check).toList();
    }

    /**
     * Listeners and filters on the class path are not active. Other engines than the one of
     * the checks are not asked: jqwik's would read and write its database of failed samples in each run.
     */
    private static LauncherConfig launcherConfig() {
        return LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(jupiter())
                .build();
    }

    /** The engine of the checks: its module offers it as a service, and does not export its class. */
    private static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class, ConformanceRun.class.getClassLoader()).stream()
                .filter(engine -> engine.type().getName().equals(JUPITER))
                .findFirst()
                .map(ServiceLoader.Provider::get)
                .orElseThrow(
                        () -> new IllegalStateException("expected " + JUPITER + " among the services, found none"));
    }

    private static LauncherDiscoveryRequest request(List<MethodSelector> checks, int lanes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(checks)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.extensions.autodetection.include", "io.kspec.suite.*")
                .configurationParameter(ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME, CheckOrder.class.getName())
                .configurationParameter(MethodOrderer.DEFAULT_ORDER_PROPERTY_NAME, CheckOrder.class.getName())
                .configurationParameters(sideBySide(lanes))
                .build();
    }

    private static Map<String, String> sideBySide(int lanes) {
        if (lanes == 1) {
            return Map.of();
        }
        String parallel = "junit.jupiter.execution.parallel.";
        return Map.of(
                parallel + "enabled", "true",
                parallel + "mode.default", "concurrent",
                parallel + "mode.classes.default", "concurrent",
                parallel + "config.strategy", "fixed",
                parallel + "config.fixed.parallelism", String.valueOf(lanes),
                parallel + "config.fixed.max-pool-size", String.valueOf(lanes));
    }
}

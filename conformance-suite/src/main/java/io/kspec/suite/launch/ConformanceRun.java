package io.kspec.suite.launch;

import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunListener;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import io.kspec.suite.session.Sessions;
import io.kspec.suite.session.TargetSession;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the suite against a target, on the JUnit Platform. */
public final class ConformanceRun {
    private static final String CHECKS = "io.kspec.suite.checks";

    private final RunSettings settings;
    private RunListener listener = new RunListener() {};
    private final List<TestExecutionListener> junitListeners = new ArrayList<>();
    private final Interruption interruption = new Interruption();

    private ConformanceRun(RunSettings settings) {
        this.settings = settings;
    }

    public static ConformanceRun of(RunSettings settings) {
        return new ConformanceRun(settings);
    }

    /** Has somebody told of the run while it runs. */
    public ConformanceRun listener(RunListener told) {
        listener = told;
        return this;
    }

    /** Adds a listener of the JUnit Platform, such as Allure's. */
    public ConformanceRun junitListener(TestExecutionListener added) {
        junitListeners.add(added);
        return this;
    }

    /**
     * Ends the run early, from another thread: the case that is being played and those that would follow are skipped,
     * the target is cleaned up, and the log ends with the reason. Without effect on a run that has ended.
     */
    public void interrupt() {
        interruption.request();
    }

    /**
     * Plays every selected check, in a fixed order.
     *
     * @throws NoKafkaThere if the target does not answer, or with something else than Kafka's protocol
     * @throws IllegalArgumentException if the selection admits no check
     * @throws java.io.UncheckedIOException if the log cannot be written
     */
    public RunOutcome execute() {
        LauncherDiscoveryRequest request = request(settings.selection());
        try (LauncherSession launcher = LauncherFactory.openSession(launcherConfig())) {
            TestPlan plan = launcher.getLauncher().discover(request);
            if (checksOf(plan).isEmpty()) {
                throw new IllegalArgumentException("no check is selected by profile "
                        + settings.selection().profile() + " and "
                        + settings.selection().filters());
            }
            try (TargetSession session = TargetSession.open(settings, listener)) {
                launcher.getStore().put(Sessions.launcherNamespace(), TargetSession.class, session);
                interruption.begin(session);
                try {
                    launcher.getLauncher().execute(plan, junitListeners.toArray(TestExecutionListener[]::new));
                } finally {
                    interruption.end();
                }
                return session.finish();
            }
        }
    }

    /** Every check there is, by id. */
    public static List<ConformanceTest> checks() {
        try (LauncherSession launcher = LauncherFactory.openSession(launcherConfig())) {
            return checksOf(launcher.getLauncher().discover(request(Selection.EVERYTHING))).stream()
                    .sorted(Comparator.comparing(ConformanceTest::id))
                    .toList();
        }
    }

    /** Listeners that lie on the class path, such as Allure's, act only where they are asked for. */
    private static LauncherConfig launcherConfig() {
        return LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
    }

    private static LauncherDiscoveryRequest request(Selection selection) {
        PostDiscoveryFilter selected = descriptor -> check(descriptor)
                .map(check -> FilterResult.includedIf(selection.admits(check)))
                .orElseGet(() -> FilterResult.included("a container"));
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(CHECKS))
                .filters(selected)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.extensions.autodetection.include", "io.kspec.suite.*")
                .configurationParameter(
                        ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME, ClassOrderer.OrderAnnotation.class.getName())
                .configurationParameter("junit.jupiter.testmethod.order.default", ById.class.getName())
                .build();
    }

    private static Optional<ConformanceTest> check(TestDescriptor descriptor) {
        return descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .flatMap(source -> check((MethodSource) source));
    }

    private static Optional<ConformanceTest> check(MethodSource source) {
        Method method = source.getJavaMethod();
        return AnnotationSupport.findAnnotation(method, ConformanceTest.class);
    }

    private static List<ConformanceTest> checksOf(TestPlan plan) {
        List<ConformanceTest> checks = new ArrayList<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier descendant : plan.getDescendants(root)) {
                descendant
                        .getSource()
                        .filter(MethodSource.class::isInstance)
                        .flatMap(source -> check((MethodSource) source))
                        .ifPresent(checks::add);
            }
        }
        return checks;
    }
}

package io.kspec.suite.check;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.runlog.Check;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.Step;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scenario that a user adds to a run, as a check with an id of its own: {@code scenario.stranger}. */
public sealed class ScenarioCheck implements ConformanceTest permits ClientFlowCheck {
    /** How the ids of all scenarios begin. */
    public static final String PREFIX = "scenario.";

    private final Scenario scenario;

    public ScenarioCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Whether an id is one of a scenario, so that only a run knows whether there is such a check. */
    public static boolean isIdOfScenario(String id) {
        return id.startsWith(PREFIX) || id.startsWith(Check.CLIENT_FLOWS);
    }

    public Scenario scenario() {
        return scenario;
    }

    /** {@code Classic consumer}. */
    public String title() {
        String words = scenario.name().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    @Override
    public String id() {
        return PREFIX + scenario.name();
    }

    @Override
    public Level level() {
        return Level.MUST;
    }

    @Override
    public String requirement() {
        String text = scenario.description().strip();
        return text.endsWith(".") ? text : text + ".";
    }

    @Override
    public String source() {
        return "scenario " + scenario.file()
                + scenario.source().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> "; " + entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining());
    }

    @Override
    public String why() {
        return "Whoever started the run added this flow to it.";
    }

    @Override
    public String profile() {
        return "";
    }

    @Override
    public String api() {
        ApiSpec sweep = scenario.sweep();
        return sweep == null ? "" : sweep.name();
    }

    @Override
    public Sweep sweep() {
        return Sweep.ADVERTISED;
    }

    @Override
    public String versions() {
        ApiSpec sweep = scenario.sweep();
        return sweep == null ? "0+" : scenario.versions(sweep).toString();
    }

    @Override
    public Class<? extends VersionFilter> where() {
        return VersionFilter.None.class;
    }

    /** None: what the target must advertise also depends on versions, and is looked at when the scenario is played. */
    @Override
    public String[] needs() {
        return new String[0];
    }

    /** Whether it sends bytes that were not encoded from a message. */
    @Override
    public boolean hostile() {
        return scenario.steps().stream().anyMatch(Step.Raw.class::isInstance);
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Harm harm() {
        return Harm.NONE;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ConformanceTest.class;
    }

    /**
     * What the scenario expects, in the words of a failure.
     *
     * @param step the number of the step and its name
     * @param request what the step sends, such as {@code Metadata v5}; empty if it sends none
     * @param expected what is expected of the response
     */
    public String expectation(String step, String request, String expected) {
        return "step " + step + ": " + expected;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScenarioCheck that && id().equals(that.id()) && scenario.equals(that.scenario);
    }

    @Override
    public int hashCode() {
        return scenario.hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}

package io.kspec.mock.script;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A rule that changes how certain requests are answered.
 *
 * @param name the name in journals and reports
 * @param request which requests the stub matches
 * @param occurrences on which occasions it acts
 * @param response what it does
 * @param scenario in which state of a scenario it acts, and what follows; null if it belongs to none
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record Stub(
        String name,
        RequestPattern request,
        Occurrences occurrences,
        ResponseDefinition response,
        @Nullable ScenarioStep scenario) {
    /** A stub that belongs to no scenario. */
    public Stub(String name, RequestPattern request, Occurrences occurrences, ResponseDefinition response) {
        this(name, request, occurrences, response, null);
    }

    /** This stub under another name. */
    public Stub named(String other) {
        return new Stub(other, request, occurrences, response, scenario);
    }

    /** This stub as part of a scenario: it acts in any state, and changes none. */
    public Stub inScenario(String scenarioName) {
        return in(new ScenarioStep(scenarioName, null, null));
    }

    /**
     * This stub in one state of its scenario only.
     *
     * @throws IllegalStateException if it belongs to no scenario
     */
    public Stub whenScenarioStateIs(String state) {
        ScenarioStep step = requireScenario();
        return in(new ScenarioStep(step.scenario(), state, step.newState()));
    }

    /**
     * This stub, which puts its scenario into another state when it acts.
     *
     * @throws IllegalStateException if it belongs to no scenario
     */
    public Stub willSetStateTo(String state) {
        ScenarioStep step = requireScenario();
        return in(new ScenarioStep(step.scenario(), step.requiredState(), state));
    }

    private ScenarioStep requireScenario() {
        if (scenario == null) {
            throw new IllegalStateException("expected inScenario before a state, found a stub without a scenario");
        }
        return scenario;
    }

    private Stub in(ScenarioStep step) {
        return new Stub(name, request, occurrences, response, step);
    }

    /** This stub for the n-th occasion only, counted from 1. */
    public Stub onNth(long n) {
        return on(occurrences.within(n, n));
    }

    /** This stub for the first occasions only. */
    public Stub onFirst(long count) {
        return on(occurrences.within(1, count));
    }

    /** This stub from the n-th occasion on, counted from 1. */
    public Stub fromNth(long n) {
        return on(occurrences.within(n, Long.MAX_VALUE));
    }

    /** This stub for every n-th of its occasions. */
    public Stub onEvery(long n) {
        return on(occurrences.everyNth(n));
    }

    /**
     * This stub with a probability on each of its occasions.
     *
     * @param probability above 0, up to 1
     * @param seed the same seed gives the same decisions
     */
    public Stub withChance(double probability, long seed) {
        return on(occurrences.withChance(probability, seed));
    }

    private Stub on(Occurrences occasions) {
        return new Stub(name, request, occasions, response, scenario);
    }
}

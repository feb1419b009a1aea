package io.kspec.mock.script;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The states of the scenarios of a script. */
final class Scenarios {
    private final Map<String, String> states = new TreeMap<>();

    private String state(String scenario) {
        return states.getOrDefault(scenario, ScenarioStep.STARTED);
    }

    /** Whether a stub can act in the state that its scenario is in. */
    boolean permit(Stub stub) {
        ScenarioStep step = stub.scenario();
        return step == null
                || step.requiredState() == null
                || step.requiredState().equals(state(step.scenario()));
    }

    /** Moves the scenario of a stub that acts to the stub's new state. */
    void acted(Stub stub) {
        ScenarioStep step = stub.scenario();
        if (step != null && step.newState() != null) {
            states.put(step.scenario(), step.newState());
        }
    }

    /** Puts all scenarios into their first state. */
    void reset() {
        states.clear();
    }

    void set(String scenario, String state) {
        states.put(scenario, state);
    }

    /** The scenarios of some stubs, by name. */
    List<Scenario> of(Collection<Stub> stubs) {
        Map<String, TreeSet<String>> possible = new TreeMap<>();
        stubs.stream().map(Stub::scenario).filter(Objects::nonNull).forEach(step -> Stream.of(
                        ScenarioStep.STARTED, step.requiredState(), step.newState())
                .filter(Objects::nonNull)
                .forEach(state -> possible.computeIfAbsent(step.scenario(), name -> new TreeSet<>())
                        .add(state)));
        return possible.entrySet().stream()
                .map(scenario ->
                        new Scenario(scenario.getKey(), state(scenario.getKey()), List.copyOf(scenario.getValue())))
                .toList();
    }
}

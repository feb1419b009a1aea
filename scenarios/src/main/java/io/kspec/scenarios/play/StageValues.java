package io.kspec.scenarios.play;

import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.stage.play.Stage;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Binds the YAML of a scenario to values, with the current variables of a stage. */
final class StageValues {
    private final Scenario scenario;
    private final Stage stage;

    StageValues(Scenario scenario, Stage stage) {
        this.scenario = scenario;
        this.stage = stage;
    }

    /**
     * The result of a binding.
     *
     * @throws InvalidScenarioException if a value does not fit
     */
    <T> T bound(Function<ValueBinder, T> binding) {
        Problems problems = new Problems(scenario.file());
        T value = binding.apply(binder(problems));
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(problems.list());
        }
        return value;
    }

    /** The result of a binding, or empty if a value does not fit. */
    <T> Optional<T> ifFits(Function<ValueBinder, T> binding) {
        Problems problems = new Problems(scenario.file());
        T value = binding.apply(binder(problems));
        return problems.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /**
     * The text of a scalar.
     *
     * @throws InvalidScenarioException if it is none
     */
    String text(YamlNode node) {
        return bound(binder ->
                Objects.requireNonNullElse(binder.text(node, false), "").toString());
    }

    private ValueBinder binder(Problems problems) {
        return new ValueBinder(new StageVariables(stage), InstantSource.system(), problems);
    }
}

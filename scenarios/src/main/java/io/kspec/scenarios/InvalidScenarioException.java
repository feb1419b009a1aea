package io.kspec.scenarios;

import io.kspec.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Scenario files are invalid; {@link #problems()} lists everything that is wrong in them. */
public final class InvalidScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}

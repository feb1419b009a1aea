package io.kspec.mock.script.yaml;

import io.kspec.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A file of stubs cannot be used; {@link #problems()} lists everything that is wrong in it, with line and column. */
public final class StubFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    StubFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}

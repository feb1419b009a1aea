package io.kspec.suite.check;

import org.jspecify.annotations.Nullable;

/** Thrown if the target violates a requirement: what was expected, what was found, and which bytes show it. */
public final class CheckFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;
    private final transient @Nullable Evidence evidence;

    public CheckFailure(String expected, String found, @Nullable Evidence evidence) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
        this.evidence = evidence;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    /** The exchange that shows the violation, or null if no single one does. */
    public @Nullable Evidence evidence() {
        return evidence;
    }
}

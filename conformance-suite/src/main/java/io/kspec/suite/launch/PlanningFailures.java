package io.kspec.suite.launch;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Notices checks whose cases could not be planned, which JUnit reports to nobody but its listeners. */
final class PlanningFailures implements TestExecutionListener {
    private volatile @Nullable IllegalStateException first;

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isContainer() && result.getStatus() == TestExecutionResult.Status.FAILED && first == null) {
            first = new IllegalStateException(
                    "the cases of " + identifier.getDisplayName() + " cannot be planned: "
                            + result.getThrowable().map(String::valueOf).orElse("no reason given"),
                    result.getThrowable().orElse(null));
        }
    }

    /**
     * Ends the run if there was one.
     *
     * @throws IllegalStateException with the first
     */
    void rethrow() {
        IllegalStateException failure = first;
        if (failure != null) {
            throw failure;
        }
    }
}

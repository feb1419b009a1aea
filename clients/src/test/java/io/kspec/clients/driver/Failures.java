package io.kspec.clients.driver;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Failures that a job expects. */
final class Failures {
    private Failures() {}

    /** Fails unless a call fails with an exception of a class, alone or as the cause of an {@link ExecutionException}. */
    static void expect(Class<? extends Exception> expected, Callable<?> call) throws Exception {
        Object found;
        try {
            found = call.call();
        } catch (ExecutionException e) {
            found = e.getCause();
        } catch (Exception e) {
            found = e;
        }
        JobFailure.unless(expected.isInstance(found), "expected " + expected.getSimpleName() + ", found " + found);
    }
}

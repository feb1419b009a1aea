package io.kspec.clients.driver;

/** A broker or client did not do what a job expects. */
final class JobFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    JobFailure(String message) {
        super(message);
    }

    static void unless(boolean condition, String message) {
        if (!condition) {
            throw new JobFailure(message);
        }
    }

    static void unlessEqual(String what, Object expected, Object found) {
        unless(expected.equals(found), what + ": expected " + expected + ", found " + found);
    }
}

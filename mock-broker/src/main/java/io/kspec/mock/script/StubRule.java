package io.kspec.mock.script;

/** A stub of a script, and how often it could act and has acted. */
final class StubRule {
    private final Stub stub;
    private long occasions;
    private long acts;

    StubRule(Stub stub) {
        this.stub = stub;
    }

    Stub stub() {
        return stub;
    }

    ResponseDefinition response() {
        return stub.response();
    }

    boolean hasActed() {
        return acts > 0;
    }

    /** Counts an occasion to act; returns whether the stub acts on it. */
    boolean takeOccasion() {
        occasions++;
        boolean acting = stub.occurrences().contains(occasions);
        if (acting) {
            acts++;
        }
        return acting;
    }
}

package io.kspec.mock.script;

/** A stub of a script, and how often it could act and has acted. */
final class StubRule {
    private final Stub stub;
    private final Scenarios scenarios;
    private long occasions;
    private long acts;

    StubRule(Stub stub, Scenarios scenarios) {
        this.stub = stub;
        this.scenarios = scenarios;
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

    /** Whether the stub's scenario is in a state in which it can act. */
    boolean isPermitted() {
        return scenarios.permit(stub);
    }

    /** Counts an occasion to act; returns whether the stub acts on it. */
    boolean takeOccasion() {
        occasions++;
        boolean acting = stub.occurrences().contains(occasions);
        if (acting) {
            acts++;
            scenarios.acted(stub);
        }
        return acting;
    }
}

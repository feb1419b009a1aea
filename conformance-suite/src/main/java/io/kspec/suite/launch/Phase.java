package io.kspec.suite.launch;

/**
 * The phases of a run, in their order: by risk, so that a target that does not survive a request has been asked everything
 * less dangerous before.
 */
enum Phase {
    /** The target sets up what the other checks need. */
    READY(false, true),
    /** A well-formed request of everything. */
    WELL_FORMED(true, true),
    /** What responses mean, the basics first. */
    MEANING(true, true),
    /** What responses mean that show the whole cluster, which must be at rest. */
    ALONE(false, true),
    /** Requests that no client sends. */
    HOSTILE(false, false),
    /** What the responses of all other phases contain. */
    JUDGING(false, false);

    private final boolean sideBySide;
    private final boolean prepared;

    Phase(boolean sideBySide, boolean prepared) {
        this.sideBySide = sideBySide;
        this.prepared = prepared;
    }

    /** Whether cases may be played side by side. */
    boolean sideBySide() {
        return sideBySide;
    }

    /** Whether more is known, when this phase begins, of how many cases there are. */
    boolean isCounted() {
        return this == READY || this == JUDGING;
    }

    /** Whether a target that was started again must be made ready first; what no client sends is refused all the same. */
    boolean prepared() {
        return prepared;
    }

    /** The phase in which a check is played. */
    static Phase of(IndexedCheck indexed) {
        if (indexed.judges()) {
            return JUDGING;
        }
        if (indexed.check().hostile()) {
            return HOSTILE;
        }
        if (indexed.area().equals(CheckOrder.READY)) {
            return READY;
        }
        if (indexed.check().alone()) {
            return ALONE;
        }
        return indexed.area().equals(CheckOrder.WIRE) ? WELL_FORMED : MEANING;
    }
}

package io.kspec.suite.session;

/**
 * The case that killed the target.
 *
 * @param playing the one that {@link Lifeline} watched
 * @param fatal the one that the target died of, and whose result counts: the same, or a later one in a {@link Reenactment}.
 *     The first may have been hit while it waited for something else.
 */
record Culprit(Playing playing, Playing fatal) {
    static Culprit of(Playing playing) {
        return new Culprit(playing, playing);
    }

    Culprit killed(Demise demise) {
        fatal.killed(demise);
        return this;
    }
}

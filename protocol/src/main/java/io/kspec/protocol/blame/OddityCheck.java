package io.kspec.protocol.blame;

/** Looks for oddities of one sort. */
interface OddityCheck {
    void check(Testimony testimony);
}

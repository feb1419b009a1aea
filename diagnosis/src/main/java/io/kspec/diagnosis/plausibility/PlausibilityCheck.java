package io.kspec.diagnosis.plausibility;

/** Looks for oddities of one sort. */
interface PlausibilityCheck {
    void check(PlausibilityContext testimony);
}

package io.kspec.diagnosis.plausibility;

/** Looks for implausible values of one sort. */
interface PlausibilityCheck {
    void check(PlausibilityContext context);
}

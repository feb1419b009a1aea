package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;

/** Looks for implausible values in responses, and declares in which of them it can find what. */
interface ResponseCheck extends PlausibilityCheck {
    /** The kinds that this check can report for a response of an API at a version, none if it ignores that API. */
    Set<ImplausibleKind> kinds(ApiSpec api, int version);
}

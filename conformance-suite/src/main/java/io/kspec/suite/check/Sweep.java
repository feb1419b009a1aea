package io.kspec.suite.check;

/** Which versions of an API a check is tried at. */
public enum Sweep {
    /** Those that the target advertises and kspec knows. */
    ADVERTISED,
    /**
     * Those next to the advertised range, below and above it, whether some release defines them or not; of an API that the
     * target does not advertise, the lowest that is defined.
     */
    UNADVERTISED
}

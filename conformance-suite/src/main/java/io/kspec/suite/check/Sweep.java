package io.kspec.suite.check;

/** The versions of an API at which a check is tried. */
public enum Sweep {
    /** Versions that the target advertises and kspec knows. */
    ADVERTISED,
    /**
     * The versions next to the advertised range, below and above it, whether or not some release defines them; for an API
     * that the target does not advertise, the lowest version that is defined.
     */
    UNADVERTISED
}

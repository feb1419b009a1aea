package io.kspec.scenarios.value;

/** Stands for a missing value: of a variable that is only set during the play, or of YAML that has a problem. */
public enum Unresolved {
    YET
}

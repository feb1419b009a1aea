package io.kspec.scenarios.value;

/** Stands for a value that there is not: of a variable that is set only in play, or of YAML with a problem. */
public enum Unresolved {
    YET
}

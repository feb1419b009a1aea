package io.kspec.runlog;

import java.util.Objects;

/**
 * The environment kspec ran in.
 *
 * @param java the Java runtime and its version
 * @param os the operating system, its version and architecture
 */
public record Environment(String java, String os) {
    public Environment {
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(os, "os");
    }

    /** The environment of this process. */
    public static Environment current() {
        return new Environment(
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }
}

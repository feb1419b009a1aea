package io.kspec.recorder.scenario;

import org.jspecify.annotations.Nullable;

/**
 * How a scenario made of a recording is called.
 *
 * @param name its name, of lower-case letters, digits and dashes
 * @param description what it shows; null to name the recording
 * @param client the client that was recorded; null to name its client ids
 * @param abridged whether long runs of one character in records are shortened, since they say nothing
 */
public record ScenarioLabel(String name, @Nullable String description, @Nullable String client, boolean abridged) {
    /** Of a recording about which nothing else is known. */
    public static ScenarioLabel of(String name) {
        return new ScenarioLabel(name, null, null, false);
    }
}

package io.kspec.runlog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API, or one version of it.
 *
 * @param key the API key
 * @param name Kafka's name of the API, or a description with the key if kspec does not know it
 * @param version the version, or null for the API as a whole
 */
public record ApiVersion(int key, String name, @Nullable Integer version) {
    public ApiVersion {
        Objects.requireNonNull(name, "name");
    }

    /** {@code OffsetFetch v2}. */
    @Override
    public String toString() {
        return version == null ? name : name + " v" + version;
    }
}

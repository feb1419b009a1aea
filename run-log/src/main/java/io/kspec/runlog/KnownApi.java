package io.kspec.runlog;

import java.util.Objects;

/**
 * An API that kspec has a definition for.
 *
 * @param key the API key
 * @param name Kafka's name of the API
 * @param min the lowest version defined
 * @param max the highest version defined
 * @param brokerListener whether the definition names the broker's listener, which clients talk to
 */
public record KnownApi(int key, String name, int min, int max, boolean brokerListener) {
    public KnownApi {
        Objects.requireNonNull(name, "name");
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "known API " + name + ", versions: expected 0 <= min <= max, found " + min + " to " + max);
        }
    }
}

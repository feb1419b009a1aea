package io.kspec.runlog;

import java.util.Objects;

/**
 * One entry of the target's ApiVersions response, as received: checks judge whether it is right.
 *
 * @param key the API key
 * @param name Kafka's name of the API, or a description with the key if kspec does not know it
 * @param min the lowest version advertised
 * @param max the highest version advertised
 */
public record AdvertisedApi(int key, String name, int min, int max) {
    public AdvertisedApi {
        Objects.requireNonNull(name, "name");
    }
}

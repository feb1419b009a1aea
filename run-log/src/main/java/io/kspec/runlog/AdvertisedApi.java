package io.kspec.runlog;

import java.util.Objects;

/**
 * One entry of the target's ApiVersions response, taken as it stands: what is odd in it is for a check to judge.
 *
 * @param key the API key
 * @param name Kafka's name of the API, or some words with the key for a key that kspec does not know
 * @param min the lowest version advertised
 * @param max the highest version advertised
 */
public record AdvertisedApi(int key, String name, int min, int max) {
    public AdvertisedApi {
        Objects.requireNonNull(name, "name");
    }
}

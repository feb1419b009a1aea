package io.kspec.reference;

/**
 * How much a broker advertises in ApiVersions.
 *
 * @param keys the number of APIs
 * @param pairs the number of versions, summed over all APIs
 */
public record AdvertisedCount(int keys, int pairs) {}

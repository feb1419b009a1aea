package io.kspec.mock.quota;

import java.util.OptionalDouble;

/**
 * A change of a quota of an entity.
 *
 * @param key the quota by Kafka's name: {@code producer_byte_rate}
 * @param value the new limit; empty to remove the quota
 */
public record QuotaChange(String key, OptionalDouble value) {}

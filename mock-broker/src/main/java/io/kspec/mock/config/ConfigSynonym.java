package io.kspec.mock.config;

import org.jspecify.annotations.Nullable;

/**
 * A value that counts if no other synonym before it has one.
 *
 * @param value null if it is sensitive
 */
public record ConfigSynonym(String name, @Nullable String value, ConfigSource source) {}

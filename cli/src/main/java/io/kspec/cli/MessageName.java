package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * What bytes are said to be: a message of an API, or a structure.
 *
 * @param api the API, or null
 * @param structure the structure, or null; one of both is there
 */
record MessageName(@Nullable ApiSpec api, @Nullable String structure) {}

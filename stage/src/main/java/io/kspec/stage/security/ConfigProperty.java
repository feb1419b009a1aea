package io.kspec.stage.security;

/**
 * A property in a file.
 *
 * @param value the value, which may be a secret
 * @param line the line where the property begins, from 1
 */
record ConfigProperty(String name, Secret value, int line) {}

package io.kspec.protocol.message;

import io.kspec.protocol.Bytes;

/**
 * A tagged field that the definition of its structure does not have (KIP-482).
 *
 * @param tag the tag, 0 or more
 * @param data the encoded value
 */
public record TaggedField(int tag, Bytes data) {}

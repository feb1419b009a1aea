package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;

/** A protocol that a member can follow, such as an assignor of the consumer, and what the member says under it. */
public record GroupProtocol(String name, Bytes metadata) {}

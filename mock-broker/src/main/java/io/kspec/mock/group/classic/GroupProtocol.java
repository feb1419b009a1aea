package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;

/** A protocol that a member supports, such as a consumer's assignor, and the member's metadata for it. */
public record GroupProtocol(String name, Bytes metadata) {}

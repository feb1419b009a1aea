package io.kspec.protocol.codec;

import io.kspec.protocol.message.FieldSpec;

/**
 * The byte before a structure that can be null. It is an int8, and of a tagged field an unsigned varint (what Kafka 4.3.1
 * writes for {@code ClassicMemberMetadata} of {@code ConsumerGroupMemberMetadataValue}).
 */
final class Presence {
    static final int PRESENT = 1;

    private Presence() {}

    /** What says that a structure is null. */
    static int absent(FieldSpec field) {
        return field.isTagged() ? 0 : -1;
    }
}

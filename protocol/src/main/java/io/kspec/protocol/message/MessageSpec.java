package io.kspec.protocol.message;

import io.kspec.protocol.MessageId;

/**
 * A message at one version.
 *
 * @param id the message and its version
 * @param release the Kafka release that the definition comes from
 * @param struct its fields
 */
public record MessageSpec(MessageId id, String release, StructSpec struct) {

    public int version() {
        return id.version();
    }

    /** Whether this version has compact lengths and tagged fields (KIP-482). */
    public boolean flexible() {
        return struct.flexible();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

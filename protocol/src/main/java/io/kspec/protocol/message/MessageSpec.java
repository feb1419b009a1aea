package io.kspec.protocol.message;

import io.kspec.protocol.MessageId;

/**
 * A message at one version.
 *
 * @param id which message, and which version
 * @param release the Kafka release whose definition this is
 * @param struct its fields
 */
public record MessageSpec(MessageId id, String release, StructSpec struct) {

    public int version() {
        return id.version();
    }

    /** Whether this version is encoded with compact lengths and tagged fields (KIP-482). */
    public boolean flexible() {
        return struct.flexible();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}

package io.kspec.mock.group.record;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code __consumer_offsets}.
 *
 * @param value null to remove what the key stands for
 */
public record CoordinatorRecord(Bytes key, @Nullable Bytes value) {
    /** A record that removes what a key stands for. */
    public static CoordinatorRecord tombstone(Bytes key) {
        return new CoordinatorRecord(key, null);
    }
}

package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The result of a SyncGroup request.
 *
 * @param error NONE, or why there is no assignment
 * @param protocolType null with an error
 * @param protocolName null with an error
 * @param assignment exactly what the leader submitted for this member; empty if it submitted nothing, or with an error
 */
public record SyncResult(
        ErrorCode error, @Nullable String protocolType, @Nullable String protocolName, Bytes assignment) {
    /** A member that gets no assignment. */
    public static SyncResult refused(ErrorCode error) {
        return new SyncResult(error, null, null, Bytes.EMPTY);
    }

    static SyncResult assigned(Generation generation, Bytes assignment) {
        return new SyncResult(ErrorCode.NONE, generation.protocolType(), generation.protocolName(), assignment);
    }
}

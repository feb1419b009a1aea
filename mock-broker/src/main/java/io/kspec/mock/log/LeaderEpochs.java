package io.kspec.mock.log;

import io.kspec.protocol.ErrorCode;

/** Compares a client's leader epoch with the partition's, which never changes (KIP-320). */
public final class LeaderEpochs {
    private static final int UNKNOWN = -1;

    private LeaderEpochs() {}

    /** Returns NONE, FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH. */
    public static ErrorCode check(int clientEpoch) {
        if (clientEpoch == UNKNOWN || clientEpoch == PartitionLog.LEADER_EPOCH) {
            return ErrorCode.NONE;
        }
        return clientEpoch < PartitionLog.LEADER_EPOCH ? ErrorCode.FENCED_LEADER_EPOCH : ErrorCode.UNKNOWN_LEADER_EPOCH;
    }
}

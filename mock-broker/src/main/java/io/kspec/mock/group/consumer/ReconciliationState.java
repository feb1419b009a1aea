package io.kspec.mock.group.consumer;

/**
 * How far a member has come on its way to its target assignment.
 *
 * <pre>{@code
 *                 a new target takes partitions away
 *      Stable -----------------------------------------> UnrevokedPartitions
 *      ^   |                                                  |
 *      |   |  a new target has partitions that                |  the member no longer owns them
 *      |   |  another member still owns                       |
 *      |   +------------> UnreleasedPartitions <--------------+
 *      |                        |                             |
 *      +------------------------+-----------------------------+
 *                  every partition of the target is free
 * }</pre>
 */
enum ReconciliationState {
    /** The member has its target assignment. */
    STABLE(0),
    /** The member has been told to give up partitions, and has not confirmed it yet. */
    UNREVOKED_PARTITIONS(1),
    /** The member waits for partitions that others have not given up yet. */
    UNRELEASED_PARTITIONS(2);

    private final int code;

    ReconciliationState(int code) {
        this.code = code;
    }

    /** The number that stands for the state in records. */
    int code() {
        return code;
    }
}

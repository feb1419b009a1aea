package io.kspec.mock.group.streams;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a member of a streams group is on its way to the tasks that it is to have.
 *
 * @param epoch the epoch that it has reached
 * @param previousEpoch the one before, which it may still send if the last response was lost
 * @param assigned the tasks that it may run
 * @param since in which epoch it got each of its active tasks
 * @param revoking the tasks that it has to give up
 */
record StreamsProgress(
        int epoch,
        int previousEpoch,
        TaskState state,
        Tasks assigned,
        SortedMap<TaskId, Integer> since,
        Tasks revoking,
        SortedMap<TaskId, Integer> revokingSince) {
    static final StreamsProgress NONE =
            new StreamsProgress(0, 0, TaskState.STABLE, Tasks.NONE, new TreeMap<>(), Tasks.NONE, new TreeMap<>());

    StreamsProgress {
        since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
        revokingSince = Collections.unmodifiableSortedMap(new TreeMap<>(revokingSince));
    }

    boolean hasReached(int targetEpoch) {
        return state == TaskState.STABLE && epoch == targetEpoch;
    }
}

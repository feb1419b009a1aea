package io.kspec.mock.group.streams;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a member one step closer to the tasks that it is to have. It first gives up tasks, then reaches the epoch of the target, and
 * then gets further tasks as soon as others have given them up.
 */
final class TaskReconciliation {
    private final StreamsMember member;
    private final StreamsProgress progress;
    private final int targetEpoch;
    private final Tasks target;
    private final TaskOwners owners;
    private final @Nullable Tasks owned;

    /**
     * Prepares a step.
     *
     * @param owners of the tasks before the step
     * @param owned the tasks that the member says it has; null if it does not say
     */
    TaskReconciliation(StreamsMember member, int targetEpoch, Tasks target, TaskOwners owners, @Nullable Tasks owned) {
        this.member = member;
        this.progress = member.progress();
        this.targetEpoch = targetEpoch;
        this.target = target;
        this.owners = owners;
        this.owned = owned;
    }

    StreamsProgress next() {
        switch (progress.state()) {
            case STABLE -> {
                return progress.epoch() == targetEpoch ? progress : towardsTarget(progress.epoch());
            }
            case UNREVOKED_TASKS -> {
                boolean hasGivenUp = owned != null && !owned.containsAny(progress.revoking());
                return hasGivenUp ? towardsTarget(progress.epoch() + 1) : progress;
            }
            case UNRELEASED_TASKS -> {
                return towardsTarget(progress.epoch());
            }
        }
        throw new IllegalStateException("expected a state of a member, found " + progress.state());
    }

    private StreamsProgress towardsTarget(int epoch) {
        Tasks kept = progress.assigned().in(target);
        Tasks revoking = progress.assigned().minus(kept);
        Tasks wanted = target.minus(kept);
        if (!revoking.isEmpty() && (owned == null || owned.containsAny(revoking))) {
            SortedMap<TaskId, Integer> revokingSince = new TreeMap<>(progress.since());
            revokingSince.keySet().retainAll(revoking.active());
            return new StreamsProgress(
                    epoch,
                    progress.epoch(),
                    TaskState.UNREVOKED_TASKS,
                    kept,
                    since(kept, epoch),
                    revoking,
                    revokingSince);
        }
        Tasks free = new Tasks(
                free(wanted.active(), task -> owners.isActive(task) || isInProcess(task)),
                free(wanted.standby(), this::isInProcess),
                free(wanted.warmup(), this::isInProcess));
        Tasks assigned = kept.plus(free);
        return new StreamsProgress(
                targetEpoch,
                progress.epoch(),
                free.equals(wanted) ? TaskState.STABLE : TaskState.UNRELEASED_TASKS,
                assigned,
                since(assigned, targetEpoch),
                Tasks.NONE,
                new TreeMap<>());
    }

    private boolean isInProcess(TaskId task) {
        return owners.isIn(task, member.profile().processId());
    }

    private static SortedSet<TaskId> free(SortedSet<TaskId> wanted, Predicate<TaskId> isTaken) {
        SortedSet<TaskId> free = new TreeSet<>(wanted);
        free.removeIf(isTaken);
        return free;
    }

    private SortedMap<TaskId, Integer> since(Tasks tasks, int otherwise) {
        SortedMap<TaskId, Integer> since = new TreeMap<>();
        tasks.active().forEach(task -> since.put(task, progress.since().getOrDefault(task, otherwise)));
        return since;
    }
}

package io.kspec.mock.group.streams;

import io.kspec.mock.group.streams.ConfiguredTopology.ConfiguredSubtopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Assigns tasks as Apache Kafka 4.3.1 does: members keep what they have as long as nobody has more than a fair share, then those who
 * have a standby task of the same number get the active one, and what is left goes to the processes with the smallest load.
 */
final class StickyTaskAssignor {
    private static final Comparator<TaskId> BY_PARTITION =
            Comparator.comparingInt(TaskId::partition).thenComparing(TaskId::subtopology);

    private final int standbyReplicas;
    private final List<TaskId> active = new ArrayList<>();
    private final List<TaskId> stateful = new ArrayList<>();
    private final Map<String, ProcessLoad> processes;
    private final Map<String, ProcessLoad> processOf = new TreeMap<>();
    private final Map<TaskId, String> formerActive = new HashMap<>();
    private final Map<TaskId, List<String>> formerStandby = new HashMap<>();
    private final FairShare activeShare;
    private final FairShare totalShare;

    /** How many tasks a member may keep, which is less once others have taken more. */
    private static final class FairShare {
        private int tasks;
        private int members;
        private int perMember;

        FairShare(int tasks, int members) {
            this.tasks = tasks;
            this.members = members;
            divide();
        }

        private void divide() {
            perMember = members == 0 ? 0 : (tasks + members - 1) / members;
        }

        boolean allowsMoreThan(int count) {
            return count < perMember;
        }

        /** A member has got another task. */
        void taken(int count) {
            if (count == perMember) {
                members--;
                tasks -= count;
                divide();
            }
        }
    }

    private StickyTaskAssignor(
            Collection<StreamsMember> members,
            Map<String, Tasks> former,
            SortedMap<String, ConfiguredSubtopology> subtopologies,
            int standbyReplicas) {
        this.standbyReplicas = standbyReplicas;
        this.processes = new HashMap<>(members.size());
        subtopologies.forEach((id, subtopology) -> {
            for (int i = 0; i < subtopology.tasks(); i++) {
                active.add(new TaskId(id, i));
                if (subtopology.subtopology().isStateful()) {
                    stateful.add(new TaskId(id, i));
                }
            }
        });
        this.activeShare = new FairShare(active.size(), members.size());
        this.totalShare = new FairShare(active.size() + stateful.size() * standbyReplicas, members.size());
        for (StreamsMember member : members) {
            String memberId = member.id();
            // Unlike computeIfAbsent, this keeps the order of processes whose hashes collide.
            processes.putIfAbsent(member.profile().processId(), new ProcessLoad());
            ProcessLoad process =
                    Objects.requireNonNull(processes.get(member.profile().processId()));
            process.addMember(memberId);
            processOf.put(memberId, process);
            Tasks had = former.getOrDefault(memberId, Tasks.NONE);
            had.active().forEach(task -> formerActive.put(task, memberId));
            had.standby().forEach(task -> formerStandby
                    .computeIfAbsent(task, absent -> new ArrayList<>())
                    .add(memberId));
        }
    }

    /**
     * Assigns all tasks.
     *
     * @param members in the order of Kafka, whose ties it breaks
     * @param former what each of them was to have until then
     */
    static SortedMap<String, Tasks> assign(
            Collection<StreamsMember> members,
            Map<String, Tasks> former,
            SortedMap<String, ConfiguredSubtopology> subtopologies,
            int standbyReplicas) {
        StickyTaskAssignor assignor = new StickyTaskAssignor(members, former, subtopologies, standbyReplicas);
        assignor.assignActive();
        if (standbyReplicas > 0) {
            assignor.assignStandby();
        }
        SortedMap<String, Tasks> assigned = new TreeMap<>();
        assignor.processOf.forEach((memberId, process) -> assigned.put(
                memberId, new Tasks(process.active(memberId), process.standby(memberId), new TreeSet<>())));
        return assigned;
    }

    private ProcessLoad process(String memberId) {
        ProcessLoad process = processOf.get(memberId);
        if (process == null) {
            throw new IllegalArgumentException("expected a member, found " + memberId);
        }
        return process;
    }

    private void assignActive() {
        active.sort(BY_PARTITION);
        for (Iterator<TaskId> left = active.iterator(); left.hasNext(); ) {
            TaskId task = left.next();
            if (keepsActive(task, formerActive.get(task))) {
                left.remove();
            }
        }
        for (Iterator<TaskId> left = active.iterator(); left.hasNext(); ) {
            TaskId task = left.next();
            if (keepsActive(task, leastLoaded(formerStandby.get(task), null))) {
                left.remove();
            }
        }
        active.sort(Comparator.naturalOrder());
        PriorityQueue<ProcessLoad> queue = byLoad();
        for (TaskId task : active) {
            ProcessLoad least = queue.remove();
            taken(least.addToLeastLoaded(task, true));
            queue.add(least);
        }
    }

    private PriorityQueue<ProcessLoad> byLoad() {
        PriorityQueue<ProcessLoad> queue = new PriorityQueue<>(Comparator.comparingDouble(ProcessLoad::load));
        queue.addAll(processes.values());
        return queue;
    }

    private boolean keepsActive(TaskId task, @Nullable String memberId) {
        if (memberId == null || !activeShare.allowsMoreThan(process(memberId).count(memberId))) {
            return false;
        }
        taken(process(memberId).add(memberId, task, true));
        return true;
    }

    /** A member has got another active task. */
    private void taken(int count) {
        activeShare.taken(count);
        totalShare.taken(count);
    }

    /** The least loaded of some members whose process does not have a task; null if the process of the first one has it. */
    private @Nullable String leastLoaded(@Nullable List<String> memberIds, @Nullable TaskId unless) {
        if (memberIds == null || memberIds.isEmpty()) {
            return null;
        }
        String candidate = memberIds.get(0);
        for (String memberId : memberIds.subList(1, memberIds.size())) {
            ProcessLoad process = process(memberId);
            boolean isLess = process.load() < process(candidate).load()
                    && (unless == null || !process.has(unless))
                    && process.count(memberId) < process(candidate).count(candidate);
            if (isLess) {
                candidate = memberId;
            }
        }
        return unless == null || !process(memberIds.get(0)).has(unless) ? candidate : null;
    }

    /** A standby task that nobody keeps, with the number of its replicas that are left. */
    private record Remaining(TaskId task, int replicas) {}

    private void assignStandby() {
        List<Remaining> remaining = new ArrayList<>();
        stateful.sort(BY_PARTITION.reversed());
        for (TaskId task : stateful) {
            for (int i = 0; i < standbyReplicas; i++) {
                String formerly = formerActive.get(task);
                boolean kept = formerly != null && !process(formerly).has(task) && keepsStandby(task, formerly);
                if (!kept && !keepsStandby(task, leastLoaded(formerStandby.get(task), task))) {
                    remaining.add(new Remaining(task, standbyReplicas - i));
                    break;
                }
            }
        }
        remaining.sort(Comparator.comparing(Remaining::task).reversed());
        PriorityQueue<ProcessLoad> queue = byLoad();
        for (Remaining open : remaining) {
            for (int i = 0; i < open.replicas(); i++) {
                if (!assignStandby(queue, open.task())) {
                    break;
                }
            }
        }
    }

    private boolean keepsStandby(TaskId task, @Nullable String memberId) {
        if (memberId == null || !totalShare.allowsMoreThan(process(memberId).count(memberId))) {
            return false;
        }
        totalShare.taken(process(memberId).add(memberId, task, false));
        return true;
    }

    /** Gives a standby task to the process with the smallest load that does not have it. */
    private boolean assignStandby(PriorityQueue<ProcessLoad> queue, TaskId task) {
        List<ProcessLoad> passed = new ArrayList<>();
        ProcessLoad found = queue.poll();
        while (found != null && found.has(task)) {
            passed.add(found);
            found = queue.poll();
        }
        if (found != null) {
            totalShare.taken(found.addToLeastLoaded(task, false));
            queue.add(found);
        }
        for (int i = passed.size() - 1; i >= 0; i--) {
            queue.add(passed.get(i));
        }
        return found != null;
    }
}

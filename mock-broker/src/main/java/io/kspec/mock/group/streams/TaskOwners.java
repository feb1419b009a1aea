package io.kspec.mock.group.streams;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which processes have which tasks, or have not given them up yet. Processes share a state directory, so that no task can be in one twice. */
final class TaskOwners {
    private final Set<TaskId> active = new HashSet<>();
    private final Map<TaskId, Set<String>> processes = new HashMap<>();

    static TaskOwners of(Collection<StreamsMember> members) {
        TaskOwners owners = new TaskOwners();
        for (StreamsMember member : members) {
            String process = member.profile().processId();
            owners.add(member.progress().assigned(), process);
            owners.add(member.progress().revoking(), process);
        }
        return owners;
    }

    private void add(Tasks tasks, String process) {
        active.addAll(tasks.active());
        tasks.active().forEach(task -> add(task, process));
        tasks.standby().forEach(task -> add(task, process));
        tasks.warmup().forEach(task -> add(task, process));
    }

    private void add(TaskId task, String process) {
        processes.computeIfAbsent(task, absent -> new HashSet<>()).add(process);
    }

    boolean isActive(TaskId task) {
        return active.contains(task);
    }

    boolean isIn(TaskId task, String process) {
        return processes.getOrDefault(task, Set.of()).contains(process);
    }
}

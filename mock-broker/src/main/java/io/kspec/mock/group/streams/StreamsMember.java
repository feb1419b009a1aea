package io.kspec.mock.group.streams;

import io.kspec.mock.group.MemoryBudget;

/** A member of a streams group. */
record StreamsMember(String id, StreamsProfile profile, StreamsProgress progress) {
    /** The estimated memory of a task, in bytes. */
    static final long TASK_BYTES = 100;

    static StreamsMember unknown(String id) {
        return new StreamsMember(id, StreamsProfile.UNKNOWN, StreamsProgress.NONE);
    }

    int epoch() {
        return progress.epoch();
    }

    StreamsMember with(StreamsProfile changed) {
        return new StreamsMember(id, changed, progress);
    }

    StreamsMember with(StreamsProgress changed) {
        return new StreamsMember(id, profile, changed);
    }

    /** The estimated memory of the member, in bytes. */
    long heldBytes() {
        UserEndpoint endpoint = profile.endpoint();
        return MemoryBudget.of(id)
                + MemoryBudget.of(profile.processId())
                + (endpoint == null ? 0 : MemoryBudget.of(endpoint.host()))
                + profile.tags().entrySet().stream()
                        .mapToLong(tag -> MemoryBudget.of(tag.getKey()) + MemoryBudget.of(tag.getValue()))
                        .sum()
                + TASK_BYTES * (progress.assigned().size() + progress.revoking().size());
    }
}

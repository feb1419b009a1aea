package io.kspec.mock.group.share;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The share coordinator: it keeps the states of records, so that another leader of a partition can go on (KIP-932). Requests with an older
 * leader or state epoch than it knows are fenced.
 */
public final class StateTable {
    /** The number -1 in a field that a request leaves out. */
    private static final int UNSET = -1;
    /** How many records of a partition may have a state: a limit of the mock's, ten times what may be in flight. */
    private static final long MOST_RECORDS = 100_000;
    /** The estimated size of a batch of states. */
    private static final long BATCH_BYTES = 40;

    private final Map<SharePartitionKey, PartitionState> states = new HashMap<>();
    private final BiPredicate<UUID, Integer> exists;
    private final MemoryBudget memory;

    /**
     * Creates an empty table.
     *
     * @param exists whether a topic id has a partition
     */
    public StateTable(BiPredicate<UUID, Integer> exists, MemoryBudget memory) {
        this.exists = exists;
        this.memory = memory;
    }

    /** The answer to a read request. */
    public record StateRead(ErrorCode error, PartitionState state) {
        static StateRead refused(ErrorCode error) {
            return new StateRead(error, PartitionState.NONE);
        }
    }

    /** InitializeShareGroupState: begins a state epoch, in which nothing is known of any record. */
    public ErrorCode initialize(SharePartitionKey key, int stateEpoch, long startOffset) {
        PartitionState before = states.get(key);
        if (key.partition() < 0) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (before != null && stateEpoch != UNSET && before.stateEpoch() > stateEpoch) {
            return ErrorCode.FENCED_STATE_EPOCH;
        }
        if (!exists(key)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        int count = startOffset == PartitionState.NO_OFFSET ? PartitionState.NO_COUNT : 0;
        return put(key, new PartitionState(stateEpoch, 0, startOffset, count, List.of()));
    }

    /** ReadShareGroupState: the state, whose leader epoch is the reader's from now on. */
    public StateRead read(SharePartitionKey key, int leaderEpoch) {
        PartitionState state = states.get(key);
        if (key.partition() < 0 || state == null) {
            return StateRead.refused(ErrorCode.INVALID_REQUEST);
        }
        if (leaderEpoch != UNSET && state.leaderEpoch() > leaderEpoch) {
            return StateRead.refused(ErrorCode.FENCED_LEADER_EPOCH);
        }
        if (!exists(key)) {
            return StateRead.refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (leaderEpoch != UNSET) {
            states.put(key, state.ledIn(leaderEpoch));
        }
        return new StateRead(ErrorCode.NONE, state);
    }

    /** ReadShareGroupStateSummary: the state, without any change; {@link PartitionState#NONE} if nothing is kept. */
    public StateRead summary(SharePartitionKey key) {
        if (key.partition() < 0) {
            return StateRead.refused(ErrorCode.INVALID_REQUEST);
        }
        return exists(key)
                ? new StateRead(ErrorCode.NONE, states.getOrDefault(key, PartitionState.NONE))
                : StateRead.refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    /** WriteShareGroupState: adds to the states of records. */
    public ErrorCode write(SharePartitionKey key, PartitionState written) {
        PartitionState before = states.get(key);
        if (key.partition() < 0 || before == null) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (written.leaderEpoch() != UNSET && before.leaderEpoch() > written.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (written.stateEpoch() != UNSET && before.stateEpoch() > written.stateEpoch()) {
            return ErrorCode.FENCED_STATE_EPOCH;
        }
        if (!exists(key)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        if (written.batches().stream().anyMatch(batch -> batch.size() < 1 || batch.size() > MOST_RECORDS)) {
            return ErrorCode.INVALID_REQUEST;
        }
        long startOffset = written.startOffset() == UNSET ? before.startOffset() : written.startOffset();
        // As in Kafka, what is written at once is combined first.
        List<StateBatch> batches = StateBatches.combine(List.of(), written.batches(), written.startOffset());
        return put(
                key,
                new PartitionState(
                        before.stateEpoch(),
                        written.leaderEpoch() == UNSET ? before.leaderEpoch() : written.leaderEpoch(),
                        startOffset,
                        written.deliveryCompleteCount(),
                        StateBatches.combine(before.batches(), batches, startOffset)));
    }

    private ErrorCode put(SharePartitionKey key, PartitionState state) {
        if (state.batches().stream().mapToLong(StateBatch::size).sum() > MOST_RECORDS) {
            return ErrorCode.INVALID_REQUEST;
        }
        PartitionState before = states.get(key);
        long more = bytes(key, state) - (before == null ? 0 : bytes(key, before));
        if (more > 0 && !memory.hasRoomFor(more)) {
            return ErrorCode.COORDINATOR_NOT_AVAILABLE;
        }
        memory.add(more);
        states.put(key, state);
        return ErrorCode.NONE;
    }

    private static long bytes(SharePartitionKey key, PartitionState state) {
        return MemoryBudget.of(key.groupId()) + BATCH_BYTES * state.batches().size();
    }

    /** DeleteShareGroupState: forgets a partition. */
    public ErrorCode delete(SharePartitionKey key) {
        if (key.partition() < 0) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (!exists(key)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        forget(key);
        return ErrorCode.NONE;
    }

    private void forget(SharePartitionKey key) {
        PartitionState before = states.remove(key);
        if (before != null) {
            memory.add(-bytes(key, before));
        }
    }

    /** Forgets all partitions that have a property. */
    void forgetAll(Predicate<SharePartitionKey> forgotten) {
        states.keySet().stream().filter(forgotten).toList().forEach(this::forget);
    }

    private boolean exists(SharePartitionKey key) {
        return exists.test(key.topicId(), key.partition());
    }
}

package io.kspec.mock.group.share;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.mock.log.LogListeners;
import io.kspec.protocol.ErrorCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the leaders of partitions know of share groups: the sessions of members, and the records that they have acquired. */
public final class SharePartitions {
    private static final Set<ErrorCode> FENCED = Set.of(
            ErrorCode.NOT_LEADER_OR_FOLLOWER, ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);

    private final ShareConfigs configs;
    private final StateTable states;
    private final Map<Integer, ShareSessions> sessions = new HashMap<>();
    private final Map<SharePartitionKey, Led> partitions = new HashMap<>();
    private final LogListeners listeners = new LogListeners();
    private final Deadlines<SharePartitionKey> locks = new Deadlines<>(Comparator.comparing(SharePartitionKey::groupId)
            .thenComparing(SharePartitionKey::topicId)
            .thenComparingInt(SharePartitionKey::partition));

    /** A partition, and the node id of its leader. */
    private record Led(int leader, SharePartition partition) {}

    /** The answer to the request for a partition: NONE, or why the share coordinator does not tell its state. */
    public record Found(ErrorCode error, Optional<SharePartition> partition) {}

    public SharePartitions(ShareConfigs configs, StateTable states) {
        this.configs = configs;
        this.states = states;
    }

    /** Those to notify when records may have become available. */
    public LogListeners listeners() {
        return listeners;
    }

    /** The sessions of a broker. */
    public ShareSessions sessions(int broker) {
        return sessions.computeIfAbsent(broker, absent -> new ShareSessions());
    }

    /**
     * The partition, which a broker leads; if it does not know it yet, from what the share coordinator keeps.
     *
     * @param startOffset where to begin if nothing is kept
     */
    public Found open(SharePartitionKey key, int leader, int leaderEpoch, LongSupplier startOffset) {
        Led known = partitions.get(key);
        if (known != null && known.leader() == leader && known.partition().leaderEpoch() == leaderEpoch) {
            return new Found(ErrorCode.NONE, Optional.of(known.partition()));
        }
        StateTable.StateRead read = states.read(key, leaderEpoch);
        if (read.error() != ErrorCode.NONE) {
            return new Found(SharePartition.toMember(read.error()), Optional.empty());
        }
        long start = read.state().startOffset() == PartitionState.NO_OFFSET
                ? startOffset.getAsLong()
                : read.state().startOffset();
        SharePartition partition = SharePartition.of(key, leaderEpoch, read.state(), states, start);
        forget(key);
        partitions.put(key, new Led(leader, partition));
        return new Found(ErrorCode.NONE, Optional.of(partition));
    }

    /** The partition if a broker leads it and knows it. */
    public Optional<SharePartition> find(SharePartitionKey key, int leader) {
        return Optional.ofNullable(partitions.get(key))
                .filter(led -> led.leader() == leader)
                .map(Led::partition);
    }

    /**
     * Takes what a member tells about records of a partition.
     *
     * @return writes it, and tells the result; until then, released records are not delivered
     */
    public Supplier<ErrorCode> acknowledge(
            SharePartitionKey key, int leader, String memberId, List<AcknowledgementBatch> batches, long nowMs) {
        Optional<SharePartition> partition = find(key, leader);
        if (partition.isEmpty()) {
            return () -> ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        Acknowledgement begun = partition.get().begin(memberId, batches, configs.of(key.groupId()), nowMs);
        return () -> {
            ErrorCode error = partition.get().finish(begun);
            forgetIfFenced(key, error);
            changed(key);
            return error;
        };
    }

    /** A partition that the share coordinator does not accept any more is read from there again. */
    private void forgetIfFenced(SharePartitionKey key, ErrorCode error) {
        if (FENCED.contains(error)) {
            forget(key);
        }
    }

    /** Something about a partition has changed. */
    public void changed(SharePartitionKey key) {
        Led led = partitions.get(key);
        locks.set(key, led == null ? Deadlines.NEVER : led.partition().nextLockEndMs());
        listeners.changed();
    }

    /** Ends a session, and makes available what the member has acquired; a group without sessions is forgotten. */
    public void endSession(MemberKey member, int broker) {
        for (SharePartitionKey key : sessions(broker).end(member)) {
            find(key, broker).ifPresent(partition -> {
                forgetIfFenced(key, partition.release(member.memberId(), configs.of(member.groupId())));
                changed(key);
            });
        }
        if (!sessions(broker).hasGroup(member.groupId())) {
            forgetIf((key, led) -> led.leader() == broker && key.groupId().equals(member.groupId()));
        }
    }

    /** Ends the sessions that a connection has begun, because it is closed. */
    public void disconnected(long connection) {
        sessions.forEach((broker, ofBroker) -> ofBroker.on(connection).forEach(member -> endSession(member, broker)));
    }

    /** Forgets the partitions with a property: their group or topic was deleted, or begins again. */
    public void forgetAll(Predicate<SharePartitionKey> forgotten) {
        forgetIf((key, led) -> forgotten.test(key));
    }

    private void forgetIf(BiPredicate<SharePartitionKey, Led> forgotten) {
        partitions.entrySet().stream()
                .filter(entry -> forgotten.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    private void forget(SharePartitionKey key) {
        Led forgotten = partitions.remove(key);
        if (forgotten != null) {
            forgotten.partition().fence();
        }
        locks.set(key, Deadlines.NEVER);
    }

    /** Ends the locks that are due. */
    public void advanceTo(long timeMs) {
        for (SharePartitionKey key : locks.takeDue(timeMs)) {
            Led led = partitions.get(key);
            if (led != null) {
                ErrorCode unused = led.partition().expireLocks(configs.of(key.groupId()), timeMs);
                changed(key);
            }
        }
    }

    /** When the next lock ends; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineMs() {
        return locks.nextMs();
    }
}

package io.kspec.mock.group.classic;

import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.record.RecordBytes;
import io.kspec.protocol.Bytes;
import java.util.Optional;

/** Groups as records of {@code __consumer_offsets}: GroupMetadataKey v2 and GroupMetadataValue v3. */
final class GroupRecords {
    private static final int KEY = 2;
    private static final int VALUE = 3;

    private GroupRecords() {}

    /**
     * What Kafka writes when a group changes: that it is new, has lost its last member, has an assignment, or that a member has
     * another id.
     */
    static Optional<CoordinatorRecord> ofChange(String groupId, GroupState before, GroupState after, long nowMs) {
        if (!(after instanceof LiveState live)) {
            return Optional.empty();
        }
        if (before instanceof Dead) {
            return Optional.of(of(groupId, Empty.FRESH, nowMs));
        }
        boolean lostLast = live instanceof Empty && !(before instanceof Empty);
        boolean renamed = !before.roster()
                .members()
                .keySet()
                .equals(live.roster().members().keySet());
        boolean assigned = live instanceof Stable && (renamed || !(before instanceof Stable));
        return lostLast || assigned ? Optional.of(of(groupId, live, nowMs)) : Optional.empty();
    }

    /** The record of a group as it is. */
    static CoordinatorRecord of(String groupId, LiveState state, long sinceMs) {
        Generation generation = state.generation();
        Roster roster = state.roster();
        String type = generation.protocolType();
        RecordBytes value = RecordBytes.version(VALUE)
                .string(type == null ? "" : type)
                .int32(generation.id())
                .string(generation.protocolName())
                .string(roster.isEmpty() ? null : roster.leader())
                .int64(sinceMs)
                .int32(roster.members().size());
        roster.members().values().forEach(member -> write(member, generation, value));
        return new CoordinatorRecord(key(groupId), value.toBytes());
    }

    private static void write(Member member, Generation generation, RecordBytes value) {
        value.string(member.id())
                .string(member.instanceId())
                .string(member.clientId())
                .string(member.clientHost())
                .int32(member.terms().rebalanceTimeoutMs())
                .int32(member.terms().sessionTimeoutMs())
                .bytes(member.terms().metadata(generation.protocolName()))
                .bytes(member.assignment());
    }

    /** The record of a group that is removed. */
    static CoordinatorRecord tombstone(String groupId) {
        return CoordinatorRecord.tombstone(key(groupId));
    }

    private static Bytes key(String groupId) {
        return RecordBytes.version(KEY).string(groupId).toBytes();
    }
}

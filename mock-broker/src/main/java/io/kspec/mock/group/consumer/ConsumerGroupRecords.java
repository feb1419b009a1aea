package io.kspec.mock.group.consumer;

import io.kspec.mock.group.classic.GroupProtocol;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.record.RecordBytes;
import io.kspec.protocol.Bytes;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Consumer groups as records of {@code __consumer_offsets}, as Apache Kafka 4.3.1 writes them: the keys ConsumerGroupMetadata (3),
 * MemberMetadata (5), TargetAssignmentMetadata (6), TargetAssignmentMember (7), CurrentMemberAssignment (8) and RegularExpression
 * (16), all values in version 0. The hash of topics is not Kafka's.
 */
final class ConsumerGroupRecords {
    private static final int GROUP = 3;
    /** What Kafka 4.0 has written of the topics; removed with a group, even if it was never written. */
    private static final int SUBSCRIPTION_METADATA = 4;

    private static final int MEMBER = 5;
    private static final int TARGET_EPOCH = 6;
    private static final int TARGET = 7;
    private static final int CURRENT = 8;
    private static final int REGEX = 16;
    private static final int VALUE = 0;

    private ConsumerGroupRecords() {}

    static CoordinatorRecord group(ConsumerGroup group) {
        RecordBytes value = RecordBytes.version(VALUE).int32(group.epoch());
        long hash = group.metadata().hash();
        return new CoordinatorRecord(
                key(GROUP, group.id()),
                (hash == 0
                                ? value.noTaggedFields()
                                : value.taggedField(RecordBytes.content().int64(hash)))
                        .toBytes());
    }

    static CoordinatorRecord groupRemoved(String groupId) {
        return CoordinatorRecord.tombstone(key(GROUP, groupId));
    }

    static CoordinatorRecord member(String groupId, ConsumerMember member) {
        MemberProfile profile = member.profile();
        RecordBytes value = RecordBytes.version(VALUE)
                .compactNullableString(profile.instanceId())
                .compactNullableString(profile.rackId())
                .compactString(profile.clientId())
                .compactString(profile.clientHost())
                .compactStrings(profile.topics())
                .compactNullableString(profile.regex())
                .int32(profile.rebalanceTimeoutMs())
                .compactNullableString(profile.assignor());
        ClassicSide classic = profile.classic();
        return new CoordinatorRecord(
                key(MEMBER, groupId, member.id()),
                (classic == null ? value.noTaggedFields() : value.taggedField(classic(classic))).toBytes());
    }

    /** A struct that could be null. */
    private static RecordBytes classic(ClassicSide classic) {
        RecordBytes value = RecordBytes.content()
                .int8(1)
                .int32(classic.sessionTimeoutMs())
                .compactSize(classic.protocols().size());
        for (GroupProtocol protocol : classic.protocols()) {
            value.compactString(protocol.name())
                    .compactBytes(protocol.metadata())
                    .noTaggedFields();
        }
        return value.noTaggedFields();
    }

    static CoordinatorRecord memberRemoved(String groupId, String memberId) {
        return CoordinatorRecord.tombstone(key(MEMBER, groupId, memberId));
    }

    static CoordinatorRecord targetEpoch(ConsumerGroup group) {
        RecordBytes value = RecordBytes.version(VALUE).int32(group.assignmentEpoch());
        return new CoordinatorRecord(
                key(TARGET_EPOCH, group.id()),
                (group.assignedAtMs() == 0
                                ? value.noTaggedFields()
                                : value.taggedField(RecordBytes.content().int64(group.assignedAtMs())))
                        .toBytes());
    }

    static CoordinatorRecord targetEpochRemoved(String groupId) {
        return CoordinatorRecord.tombstone(key(TARGET_EPOCH, groupId));
    }

    static CoordinatorRecord target(String groupId, String memberId, TargetAssignment target) {
        RecordBytes value =
                RecordBytes.version(VALUE).compactSize(target.partitions().size());
        new TreeMap<>(target.partitions())
                .forEach((topic, partitions) ->
                        value.uuid(topic).compactInts(partitions).noTaggedFields());
        return new CoordinatorRecord(
                key(TARGET, groupId, memberId), value.noTaggedFields().toBytes());
    }

    static CoordinatorRecord targetRemoved(String groupId, String memberId) {
        return CoordinatorRecord.tombstone(key(TARGET, groupId, memberId));
    }

    static CoordinatorRecord current(String groupId, ConsumerMember member) {
        MemberProgress progress = member.progress();
        RecordBytes value = RecordBytes.version(VALUE)
                .int32(progress.epoch())
                .int32(progress.previousEpoch())
                .int8(progress.state().code());
        write(progress.assigned(), value);
        write(progress.revoking(), value);
        return new CoordinatorRecord(
                key(CURRENT, groupId, member.id()), value.noTaggedFields().toBytes());
    }

    private static void write(CurrentAssignment assignment, RecordBytes value) {
        value.compactSize(assignment.epochs().size());
        for (Map.Entry<UUID, SortedMap<Integer, Integer>> topic : new TreeMap<>(assignment.epochs()).entrySet()) {
            value.uuid(topic.getKey())
                    .compactInts(topic.getValue().keySet())
                    .taggedField(
                            RecordBytes.content().compactInts(topic.getValue().values()));
        }
    }

    static CoordinatorRecord currentRemoved(String groupId, String memberId) {
        return CoordinatorRecord.tombstone(key(CURRENT, groupId, memberId));
    }

    static CoordinatorRecord regex(String groupId, String regex, ResolvedRegex resolved) {
        return new CoordinatorRecord(
                key(REGEX, groupId, regex),
                RecordBytes.version(VALUE)
                        .compactStrings(resolved.topics())
                        .int64(resolved.version())
                        .int64(resolved.atMs())
                        .noTaggedFields()
                        .toBytes());
    }

    static CoordinatorRecord regexRemoved(String groupId, String regex) {
        return CoordinatorRecord.tombstone(key(REGEX, groupId, regex));
    }

    /** Writes down a whole group, as after its conversion from a classic one. */
    static void write(ConsumerGroup group, Collection<CoordinatorRecord> records) {
        group.members().values().forEach(member -> records.add(member(group.id(), member)));
        records.add(group(group));
        group.members().keySet().forEach(memberId -> records.add(target(group.id(), memberId, group.target(memberId))));
        records.add(targetEpoch(group));
        group.members().values().forEach(member -> records.add(current(group.id(), member)));
    }

    /** Removes a whole group. */
    static void remove(ConsumerGroup group, Collection<CoordinatorRecord> records) {
        group.members().keySet().forEach(memberId -> records.add(currentRemoved(group.id(), memberId)));
        group.members().keySet().forEach(memberId -> records.add(targetRemoved(group.id(), memberId)));
        records.add(targetEpochRemoved(group.id()));
        group.members().keySet().forEach(memberId -> records.add(memberRemoved(group.id(), memberId)));
        group.regexes().keySet().forEach(regex -> records.add(regexRemoved(group.id(), regex)));
        records.add(CoordinatorRecord.tombstone(key(SUBSCRIPTION_METADATA, group.id())));
        records.add(groupRemoved(group.id()));
    }

    private static Bytes key(int kind, String... parts) {
        RecordBytes key = RecordBytes.version(kind);
        for (String part : parts) {
            key.string(part);
        }
        return key.toBytes();
    }
}

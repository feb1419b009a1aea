package io.kspec.mock.group.streams;

import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.record.RecordBytes;
import io.kspec.mock.group.streams.StreamsGroup.Basis;
import io.kspec.protocol.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Streams groups as records of {@code __consumer_offsets}, as Apache Kafka 4.3.1 writes them: the keys StreamsGroupMetadata (17),
 * MemberMetadata (19), TargetAssignmentMetadata (20), TargetAssignmentMember (21), CurrentMemberAssignment (22) and Topology (23), all
 * values in version 0. The hash of topics is not Kafka's.
 */
final class StreamsGroupRecords {
    private static final int GROUP = 17;
    private static final int MEMBER = 19;
    private static final int TARGET_EPOCH = 20;
    private static final int TARGET = 21;
    private static final int CURRENT = 22;
    private static final int TOPOLOGY = 23;
    private static final int VALUE = 0;
    private static final int PRESENT = 1;
    private static final int ABSENT = -1;

    private StreamsGroupRecords() {}

    static CoordinatorRecord group(StreamsGroup group) {
        Basis basis = group.basis();
        RecordBytes configs = RecordBytes.content()
                .compactSize(1)
                .compactString("num.standby.replicas")
                .compactString(Integer.toString(basis.standbyReplicas()))
                .noTaggedFields();
        SortedMap<Integer, RecordBytes> tagged = new TreeMap<>();
        if (basis.validatedEpoch() != Basis.NOT_VALIDATED) {
            tagged.put(0, RecordBytes.content().int32(basis.validatedEpoch()));
        }
        tagged.put(1, configs);
        return new CoordinatorRecord(
                key(GROUP, group.id()),
                RecordBytes.version(VALUE)
                        .int32(group.epoch())
                        .int64(basis.topicHash())
                        .taggedFields(tagged)
                        .toBytes());
    }

    static CoordinatorRecord member(String groupId, StreamsMember member) {
        StreamsProfile profile = member.profile();
        UserEndpoint endpoint = profile.endpoint();
        RecordBytes value = RecordBytes.version(VALUE)
                .compactNullableString(null)
                .compactNullableString(profile.rackId())
                .compactString(profile.clientId())
                .compactString(profile.clientHost())
                .int32(profile.rebalanceTimeoutMs())
                .int32(profile.topologyEpoch())
                .compactString(profile.processId());
        if (endpoint == null) {
            value.int8(ABSENT);
        } else {
            value.int8(PRESENT)
                    .compactString(endpoint.host())
                    .int16(endpoint.port())
                    .noTaggedFields();
        }
        writeStrings(profile.tags(), value);
        return new CoordinatorRecord(
                key(MEMBER, groupId, member.id()), value.noTaggedFields().toBytes());
    }

    private static void writeStrings(SortedMap<String, String> entries, RecordBytes value) {
        value.compactSize(entries.size());
        entries.forEach(
                (name, text) -> value.compactString(name).compactString(text).noTaggedFields());
    }

    static CoordinatorRecord topology(String groupId, StreamsTopology topology) {
        RecordBytes value = RecordBytes.version(VALUE)
                .int32(topology.epoch())
                .compactSize(topology.subtopologies().size());
        for (Subtopology subtopology : topology.subtopologies()) {
            value.compactString(subtopology.id())
                    .compactStrings(subtopology.sourceTopics())
                    .compactStrings(subtopology.sourceTopicRegexes());
            write(subtopology.changelogTopics(), value);
            value.compactStrings(subtopology.repartitionSinkTopics());
            write(subtopology.repartitionSourceTopics(), value);
            value.compactSize(subtopology.copartitionGroups().size());
            subtopology.copartitionGroups().forEach(group -> {
                writeShorts(group.sourceTopics(), value);
                writeShorts(group.sourceTopicRegexes(), value);
                writeShorts(group.repartitionSourceTopics(), value);
                value.noTaggedFields();
            });
            value.noTaggedFields();
        }
        return new CoordinatorRecord(
                key(TOPOLOGY, groupId), value.noTaggedFields().toBytes());
    }

    private static void write(List<InternalTopic> topics, RecordBytes value) {
        value.compactSize(topics.size());
        topics.forEach(topic -> {
            value.compactString(topic.name()).int32(topic.partitions()).int16(topic.replicationFactor());
            writeStrings(topic.configs(), value);
            value.noTaggedFields();
        });
    }

    private static void writeShorts(List<Integer> positions, RecordBytes value) {
        value.compactSize(positions.size());
        positions.forEach(value::int16);
    }

    static CoordinatorRecord targetEpoch(StreamsGroup group) {
        return new CoordinatorRecord(
                key(TARGET_EPOCH, group.id()),
                RecordBytes.version(VALUE)
                        .int32(group.assignmentEpoch())
                        .taggedField(RecordBytes.content().int64(group.assignedAtMs()))
                        .toBytes());
    }

    static CoordinatorRecord target(String groupId, String memberId, Tasks target) {
        RecordBytes value = RecordBytes.version(VALUE);
        write(target.active(), value);
        write(target.standby(), value);
        write(target.warmup(), value);
        return new CoordinatorRecord(
                key(TARGET, groupId, memberId), value.noTaggedFields().toBytes());
    }

    private static void write(SortedSet<TaskId> tasks, RecordBytes value) {
        SortedMap<String, List<Integer>> bySubtopology = TaskId.bySubtopology(tasks);
        value.compactSize(bySubtopology.size());
        bySubtopology.forEach((subtopology, partitions) ->
                value.compactString(subtopology).compactInts(partitions).noTaggedFields());
    }

    static CoordinatorRecord current(String groupId, StreamsMember member) {
        StreamsProgress progress = member.progress();
        RecordBytes value = RecordBytes.version(VALUE)
                .int32(progress.epoch())
                .int32(progress.previousEpoch())
                .int8(progress.state().code());
        write(progress.since(), value);
        write(progress.assigned().standby(), value);
        write(progress.assigned().warmup(), value);
        write(progress.revokingSince(), value);
        write(progress.revoking().standby(), value);
        write(progress.revoking().warmup(), value);
        return new CoordinatorRecord(
                key(CURRENT, groupId, member.id()), value.noTaggedFields().toBytes());
    }

    private static void write(SortedMap<TaskId, Integer> since, RecordBytes value) {
        SortedMap<String, List<Integer>> bySubtopology = TaskId.bySubtopology(since.keySet());
        value.compactSize(bySubtopology.size());
        bySubtopology.forEach((subtopology, partitions) -> {
            List<Integer> epochs = partitions.stream()
                    .map(partition -> since.getOrDefault(new TaskId(subtopology, partition), 0))
                    .toList();
            value.compactString(subtopology)
                    .compactInts(partitions)
                    .taggedField(RecordBytes.content().compactInts(epochs));
        });
    }

    /** Removes a member. */
    static void removeMember(String groupId, String memberId, Collection<CoordinatorRecord> records) {
        records.add(CoordinatorRecord.tombstone(key(CURRENT, groupId, memberId)));
        records.add(CoordinatorRecord.tombstone(key(TARGET, groupId, memberId)));
        records.add(CoordinatorRecord.tombstone(key(MEMBER, groupId, memberId)));
    }

    /** Removes a group without members. */
    static void remove(StreamsGroup group, Collection<CoordinatorRecord> records) {
        records.add(CoordinatorRecord.tombstone(key(TARGET_EPOCH, group.id())));
        records.add(CoordinatorRecord.tombstone(key(GROUP, group.id())));
        records.add(CoordinatorRecord.tombstone(key(TOPOLOGY, group.id())));
    }

    private static Bytes key(int kind, String... parts) {
        RecordBytes key = RecordBytes.version(kind);
        for (String part : parts) {
            key.string(part);
        }
        return key.toBytes();
    }
}

package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.function.Consumer;

/**
 * A member of a group that a story plays with.
 *
 * @param group the group
 * @param memberId its id
 * @param generation the generation that it has joined
 */
record PreparedMember(String group, String memberId, int generation) {
    static final String PROTOCOL_TYPE = "consumer";
    static final String PROTOCOL = "range";
    /** Long enough that nobody is thrown out while a story is played. */
    static final int TIMEOUT_MILLIS = 30_000;
    /** The embedded protocol of consumers, in its first version, which begins with this version as an int16. */
    private static final int EMBEDDED_VERSION = 0;

    /** Joins a group that has nobody, as its leader. */
    static PreparedMember join(Recorder recorder, String connection, String group) {
        Message joined = recorder.prepare(
                connection,
                "a first member joins " + group,
                "JoinGroup",
                recorder.ground().near("JoinGroup", 3),
                joining(group, ""));
        return new PreparedMember(group, joined.getString("MemberId"), joined.getInt("GenerationId"));
    }

    /** Joins a group that has nobody, and gives itself an assignment: the group is stable. */
    static PreparedMember joinAndSync(Recorder recorder, String connection, String group) {
        PreparedMember member = join(recorder, connection, group);
        recorder.prepare(
                connection,
                "it leads, and assigns",
                "SyncGroup",
                recorder.ground().near("SyncGroup", 2),
                member.syncing());
        return member;
    }

    /** A JoinGroup request's content. */
    static Consumer<MessageBuilder> joining(String group, String memberId) {
        return body -> body.set("GroupId", group)
                .set("SessionTimeoutMs", TIMEOUT_MILLIS)
                .setIfPresent("RebalanceTimeoutMs", TIMEOUT_MILLIS)
                .set("MemberId", memberId)
                .set("ProtocolType", PROTOCOL_TYPE)
                .add("Protocols", protocol -> protocol.set("Name", PROTOCOL).set("Metadata", subscription()));
    }

    /** The content of a SyncGroup request by a leader who is alone. */
    Consumer<MessageBuilder> syncing() {
        return body -> body.set("GroupId", group)
                .set("GenerationId", generation)
                .set("MemberId", memberId)
                .setIfPresent("ProtocolType", PROTOCOL_TYPE)
                .setIfPresent("ProtocolName", PROTOCOL)
                .add("Assignments", entry -> entry.set("MemberId", memberId).set("Assignment", assignment()));
    }

    /** The same member in another generation. */
    PreparedMember inGeneration(int other) {
        return new PreparedMember(group, memberId, other);
    }

    /** Somebody whom no group knows. */
    static PreparedMember nobody(String group) {
        return new PreparedMember(group, "nobody", 1);
    }

    private static Bytes subscription() {
        return embedded(Message.builder(Catalog.standard().data("ConsumerProtocolSubscription", EMBEDDED_VERSION))
                .set("Topics", List.of(BrokerFixture.PREFIX))
                .build());
    }

    private static Bytes assignment() {
        return embedded(Message.builder(Catalog.standard().data("ConsumerProtocolAssignment", EMBEDDED_VERSION))
                .add("AssignedPartitions", topic -> topic.set("Topic", BrokerFixture.PREFIX)
                        .set("Partitions", List.of(0, 1)))
                .build());
    }

    private static Bytes embedded(Message message) {
        return Bytes.wrap(new byte[] {0, EMBEDDED_VERSION}).concat(Codec.encode(message));
    }
}

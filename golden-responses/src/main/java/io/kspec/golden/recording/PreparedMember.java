package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import java.util.List;
import java.util.Map;

/**
 * A member of a group that a script uses.
 *
 * @param group the group
 * @param memberId its id
 * @param generation the generation that it has joined
 */
record PreparedMember(String group, String memberId, int generation) {
    static final String PROTOCOL_TYPE = "consumer";
    static final String PROTOCOL = "range";
    /** Long enough that no member is removed while a script is played. */
    static final int TIMEOUT_MILLIS = 30_000;

    private static final Bytes SUBSCRIPTION = ConsumerProtocol.subscription(0, List.of(BrokerFixture.PREFIX), null);

    private static final Bytes ASSIGNMENT = ConsumerProtocol.assignment(0, Map.of(BrokerFixture.PREFIX, List.of(0, 1)));

    /** Joins an empty group, as its leader. */
    static PreparedMember join(Recorder recorder, String connection, String group) {
        Message joined = recorder.prepare(connection, "a first member joins " + group, joining(group, ""), 3);
        return new PreparedMember(group, joined.getString("MemberId"), joined.getInt("GenerationId"));
    }

    /** Joins an empty group and assigns itself partitions: the group is stable. */
    static PreparedMember joinAndSync(Recorder recorder, String connection, String group) {
        PreparedMember member = join(recorder, connection, group);
        recorder.prepare(connection, "it leads, and assigns", member.syncing(), 2);
        return member;
    }

    /** A JoinGroup request of a consumer. */
    static ClientRequest joining(String group, String memberId) {
        return MembershipRequests.join(
                Membership.of(group, memberId, -1),
                new JoinOffer(TIMEOUT_MILLIS, TIMEOUT_MILLIS, PROTOCOL_TYPE, Map.of(PROTOCOL, SUBSCRIPTION)));
    }

    /** A SyncGroup request of a leader without followers. */
    ClientRequest syncing() {
        return MembershipRequests.sync(membership(), PROTOCOL_TYPE, PROTOCOL, Map.of(memberId, ASSIGNMENT));
    }

    ClientRequest heartbeat() {
        return MembershipRequests.heartbeat(membership());
    }

    ClientRequest leaving() {
        return MembershipRequests.leave(group, Leaver.member(memberId));
    }

    Membership membership() {
        return Membership.of(group, memberId, generation);
    }

    /** The same member in another generation. */
    PreparedMember inGeneration(int other) {
        return new PreparedMember(group, memberId, other);
    }

    /** A client that is a member of no group. */
    static PreparedMember nobody(String group) {
        return new PreparedMember(group, "nobody", 1);
    }
}

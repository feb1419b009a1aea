package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.Membership;

/**
 * A member of a consumer group (KIP-848) that a script uses.
 *
 * @param group the group
 * @param memberId its id
 * @param epoch the epoch that it has reached
 */
record PreparedConsumer(String group, String memberId, int epoch) {
    /** Somebody who has not joined yet, under an id of its own. */
    static PreparedConsumer newcomer(String group, String memberId) {
        return new PreparedConsumer(group, memberId, ConsumerGroupRequests.JOIN);
    }

    /** Joins a group; epoch 0 if the broker has no such groups. */
    static PreparedConsumer join(Recorder recorder, String connection, String group, String topic) {
        return newcomer(group, connection)
                .after(recorder.prepare(
                        connection,
                        "a member joins " + group,
                        newcomer(group, connection).joining(ConsumerOffer.of(topic)),
                        1));
    }

    /** The member as a heartbeat's answer says; the same if that is an error. */
    PreparedConsumer after(Message answer) {
        return answer.getShort("ErrorCode") == 0
                ? new PreparedConsumer(group, answer.getString("MemberId"), answer.getInt("MemberEpoch"))
                : this;
    }

    /** A heartbeat with everything that a member tells when it joins. */
    ClientRequest joining(ConsumerOffer offer) {
        return ConsumerGroupRequests.full(membership(), offer);
    }

    /** A heartbeat that tells nothing new. */
    ClientRequest heartbeat() {
        return ConsumerGroupRequests.unchanged(membership());
    }

    ClientRequest leaving() {
        return ConsumerGroupRequests.leave(at(ConsumerGroupRequests.LEAVE).membership());
    }

    Membership membership() {
        return Membership.of(group, memberId, epoch);
    }

    /** The same member in another epoch. */
    PreparedConsumer at(int other) {
        return new PreparedConsumer(group, memberId, other);
    }

    /** The same epoch of another member. */
    PreparedConsumer as(String otherMember) {
        return new PreparedConsumer(group, otherMember, epoch);
    }
}

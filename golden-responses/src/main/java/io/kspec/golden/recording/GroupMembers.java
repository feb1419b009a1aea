package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;
import java.util.stream.Stream;

/** The members of a group, whichever protocol it uses. */
final class GroupMembers {
    private GroupMembers() {}

    /**
     * The requests with which all members of a group leave it.
     *
     * @param type the group's type, by Kafka's name for it (KIP-848): {@code consumer}
     */
    static List<ClientRequest> leaving(BrokerFixture ground, String group, String type) {
        return switch (type) {
            case "consumer" ->
                ids(ground.ask(ConsumerGroupRequests.describe(group), 1))
                        .map(id -> ConsumerGroupRequests.leave(Membership.of(group, id, ConsumerGroupRequests.LEAVE)))
                        .toList();
            case "share" ->
                ids(ground.ask(ShareRequests.describe(group), 1))
                        .map(id -> ShareRequests.heartbeat(
                                new ShareMembership(group, id), ConsumerGroupRequests.LEAVE, null))
                        .toList();
            case "streams" ->
                ids(ground.ask(PreparedStreams.describe(group), 0))
                        .map(id -> PreparedStreams.heartbeat(group, id, ConsumerGroupRequests.LEAVE))
                        .toList();
            default ->
                ground.describe(group).getStructs("Members").stream()
                        .map(member -> MembershipRequests.leave(group, Leaver.member(member.getString("MemberId"))))
                        .toList();
        };
    }

    private static Stream<String> ids(Message described) {
        return described.getStructs("Groups").get(0).getStructs("Members").stream()
                .map(member -> member.getString("MemberId"));
    }
}

package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.MessageBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JoinGroup, SyncGroup, Heartbeat and LeaveGroup requests: the life of a member of a classic group. */
public final class MembershipRequests {
    private MembershipRequests() {}

    /** Joins a group, for the first time or again. */
    public static ClientRequest join(Membership member, JoinOffer offer) {
        return ClientRequest.of("JoinGroup", body -> body.set("GroupId", member.groupId())
                .set("SessionTimeoutMs", offer.sessionTimeoutMs())
                .setIfPresent("RebalanceTimeoutMs", offer.rebalanceTimeoutMs())
                .set("MemberId", member.memberId())
                .setIfPresent("GroupInstanceId", member.instanceId())
                .set("ProtocolType", offer.protocolType())
                .setEach("Protocols", offer.protocols().entrySet(), (entry, offered) -> entry.set(
                                "Name", offered.getKey())
                        .set("Metadata", offered.getValue())));
    }

    /**
     * Syncs.
     *
     * @param protocolType sent from version 5 on, as is the protocol (KIP-559)
     * @param assignments what the leader assigns, by member id; empty for followers
     */
    public static ClientRequest sync(
            Membership member, String protocolType, String protocol, Map<String, Bytes> assignments) {
        Map<String, Bytes> all = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
        return ClientRequest.of("SyncGroup", body -> identify(body, member)
                .setIfPresent("ProtocolType", protocolType)
                .setIfPresent("ProtocolName", protocol)
                .setEach("Assignments", all.entrySet(), (entry, assigned) -> entry.set("MemberId", assigned.getKey())
                        .set("Assignment", assigned.getValue())));
    }

    /** Tells the coordinator that the member is alive. */
    public static ClientRequest heartbeat(Membership member) {
        return ClientRequest.of("Heartbeat", body -> {
            MessageBuilder unused = identify(body, member);
        });
    }

    private static MessageBuilder identify(MessageBuilder body, Membership member) {
        return body.set("GroupId", member.groupId())
                .set("GenerationId", member.generation())
                .set("MemberId", member.memberId())
                .setIfPresent("GroupInstanceId", member.instanceId());
    }

    /** Removes members from a group. Versions before 3 remove exactly one, by its member id (KIP-345). */
    public static ClientRequest leave(String groupId, Leaver... leavers) {
        List<Leaver> all = List.of(leavers);
        return ClientRequest.of("LeaveGroup", body -> {
            body.set("GroupId", groupId);
            if (body.has("Members")) {
                body.setEach("Members", all, (entry, leaver) -> entry.set("MemberId", leaver.memberId())
                        .set("GroupInstanceId", leaver.instanceId())
                        .setIfPresent("Reason", leaver.reason()));
            } else {
                body.set("MemberId", Single.of(body, "member", all).memberId());
            }
        });
    }
}

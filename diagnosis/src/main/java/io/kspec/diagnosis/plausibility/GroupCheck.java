package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Set;

/** JoinGroup on success: a protocol, a member id, and members for the leader alone. */
final class GroupCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext testimony) {
        Message body = testimony.body();
        if (!testimony.is("JoinGroup") || body.getShort("ErrorCode") != 0) {
            return;
        }
        String protocol = body.getNullableString("ProtocolName");
        if (protocol == null || protocol.isEmpty()) {
            testimony.report(
                    ImplausibleKind.PROTOCOL_NAME_EMPTY,
                    "ProtocolName",
                    "the group has no protocol although there is no error");
        } else {
            offered(testimony, protocol);
        }
        if (body.getString("MemberId").isEmpty()) {
            testimony.report(
                    ImplausibleKind.MEMBER_ID_EMPTY, "MemberId", "an empty member id although there is no error");
        }
        members(testimony, body);
    }

    private static void offered(PlausibilityContext testimony, String protocol) {
        Message request = testimony.request();
        if (request == null || !request.has("Protocols")) {
            return;
        }
        List<String> offered = request.getStructs("Protocols").stream()
                .map(each -> each.getString("Name"))
                .toList();
        if (!offered.contains(protocol)) {
            testimony.report(
                    ImplausibleKind.PROTOCOL_NAME_EMPTY,
                    "ProtocolName",
                    "the protocol " + protocol + " is none of those that the member offered: " + offered);
        }
    }

    private static void members(PlausibilityContext testimony, Message body) {
        boolean leads = body.getString("Leader").equals(body.getString("MemberId"));
        List<String> members = body.getStructs("Members").stream()
                .map(member -> member.getString("MemberId"))
                .toList();
        if (!leads && !members.isEmpty()) {
            testimony.report(
                    ImplausibleKind.MEMBERS_AMISS,
                    "Members",
                    "a follower is told the members, which are for the leader");
        } else if (leads && !members.contains(body.getString("MemberId"))) {
            testimony.report(
                    ImplausibleKind.MEMBERS_AMISS, "Members", "the leader is not among the members " + members);
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("JoinGroup")
                ? Set.of(
                        ImplausibleKind.PROTOCOL_NAME_EMPTY,
                        ImplausibleKind.MEMBER_ID_EMPTY,
                        ImplausibleKind.MEMBERS_AMISS)
                : Set.of();
    }
}

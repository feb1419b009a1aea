package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Set;

/** Checks a successful JoinGroup: a protocol, a member id, and members for the leader only. */
final class GroupCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext context) {
        Message body = context.body();
        if (!context.is("JoinGroup") || body.getShort("ErrorCode") != 0) {
            return;
        }
        String protocol = body.getNullableString("ProtocolName");
        if (protocol == null || protocol.isEmpty()) {
            context.report(
                    ImplausibleKind.PROTOCOL_NAME_EMPTY,
                    "ProtocolName",
                    "the group has no protocol although there is no error");
        } else {
            offered(context, protocol);
        }
        if (body.getString("MemberId").isEmpty()) {
            context.report(
                    ImplausibleKind.MEMBER_ID_EMPTY, "MemberId", "the member id is empty although there is no error");
        }
        members(context, body);
    }

    private static void offered(PlausibilityContext context, String protocol) {
        Message request = context.request();
        if (request == null || !request.has("Protocols")) {
            return;
        }
        List<String> offered = request.getStructs("Protocols").stream()
                .map(each -> each.getString("Name"))
                .toList();
        if (!offered.contains(protocol)) {
            context.report(
                    ImplausibleKind.PROTOCOL_NAME_EMPTY,
                    "ProtocolName",
                    "the protocol " + protocol + " is not one that the member offered: " + offered);
        }
    }

    private static void members(PlausibilityContext context, Message body) {
        boolean leads = body.getString("Leader").equals(body.getString("MemberId"));
        List<String> members = body.getStructs("Members").stream()
                .map(member -> member.getString("MemberId"))
                .toList();
        if (!leads && !members.isEmpty()) {
            context.report(
                    ImplausibleKind.MEMBERS_AMISS,
                    "Members",
                    "a follower got the list of members, which is for the leader only");
        } else if (leads && !members.contains(body.getString("MemberId"))) {
            context.report(ImplausibleKind.MEMBERS_AMISS, "Members", "the leader is not among the members " + members);
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

package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.fetch.share.AcknowledgedPartitions;
import io.kspec.mock.fetch.share.PendingShareFetch;
import io.kspec.mock.fetch.share.ShareFetchParameters;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.ShareSession;
import io.kspec.mock.group.share.ShareSessions;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * ShareFetch (KIP-932). The response waits until the minimum number of bytes can be acquired or the maximum wait time has passed.
 *
 * <ul>
 *   <li>v1: the first version that is not early access.
 *   <li>v2: a strict limit on the number of records (KIP-1206), and locks that are renewed (KIP-1222).
 * </ul>
 */
public final class ShareFetchHandler implements ApiHandler {
    private final Cluster cluster;

    public ShareFetchHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ShareFetch";
    }

    @Override
    public Versions versions() {
        return new Versions(1, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String groupId = request.getNullableString("GroupId");
        String memberId = request.getNullableString("MemberId");
        if (groupId == null || memberId == null) {
            return refused(context, ErrorCode.INVALID_REQUEST);
        }
        MemberKey member = new MemberKey(groupId, memberId);
        ShareFetchParameters parameters = ShareFetchParameters.of(request, member);
        AcknowledgedPartitions told = AcknowledgedPartitions.of(request);
        ErrorCode error = begin(parameters, told, context);
        if (error != ErrorCode.NONE) {
            return refused(context, error);
        }
        ShareSessions sessions = cluster.shareGroups().partitions().sessions(context.brokerId());
        List<SharePartitionKey> partitions = parameters.fetchesNothing()
                ? List.of()
                : sessions.find(member).map(ShareSession::partitions).orElse(List.of());
        PendingShareFetch fetch =
                new PendingShareFetch(cluster, parameters, partitions, acknowledge(told, parameters, context), context);
        Message body = fetch.poll(context.nowMs());
        if (parameters.sessionEpoch() == ShareSession.FINAL) {
            cluster.shareGroups().partitions().endSession(member, context.brokerId());
        }
        return body == null ? HandlerAnswer.later(fetch) : HandlerAnswer.now(body);
    }

    private Supplier<Map<SharePartitionKey, ErrorCode>> acknowledge(
            AcknowledgedPartitions told, ShareFetchParameters parameters, RequestContext context) {
        return told.isEmpty()
                ? Map::of
                : told.take(
                        cluster,
                        context.brokerId(),
                        parameters.member().memberId(),
                        parameters.renews(),
                        context.nowMs());
    }

    private static HandlerAnswer refused(RequestContext context, ErrorCode error) {
        return HandlerAnswer.now(context.response().set("ErrorCode", error).build());
    }

    /** Begins a session, or continues or ends the one that the member has. */
    private ErrorCode begin(ShareFetchParameters parameters, AcknowledgedPartitions told, RequestContext context) {
        ShareSessions sessions = cluster.shareGroups().partitions().sessions(context.brokerId());
        MemberKey member = parameters.member();
        if (parameters.renews() && parameters.hasLimits()) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (parameters.sessionEpoch() == ShareSession.FINAL) {
            return sessions.find(member).isPresent() ? ErrorCode.NONE : ErrorCode.SHARE_SESSION_NOT_FOUND;
        }
        if (parameters.sessionEpoch() == ShareSession.NEW) {
            return told.isEmpty()
                    ? sessions.begin(
                            member,
                            parameters.partitions(),
                            context.connection(),
                            cluster.shareGroups().maxSessions())
                    : ErrorCode.INVALID_REQUEST;
        }
        ErrorCode error = sessions.advance(member, parameters.sessionEpoch());
        if (error == ErrorCode.NONE) {
            sessions.update(member, parameters.partitions(), parameters.forgotten());
        }
        return error;
    }
}

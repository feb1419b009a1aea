package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.ClusterSecurity;
import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.mock.security.token.DelegationToken;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * CreateDelegationToken (KIP-48).
 *
 * <ul>
 *   <li>v2: flexible.
 *   <li>v3: a token for another owner (KIP-373).
 * </ul>
 */
public final class CreateDelegationTokenHandler implements ApiHandler {
    private static final int NONE = -1;

    private final ClusterSecurity security;

    public CreateDelegationTokenHandler(Cluster cluster) {
        this.security = cluster.security();
    }

    @Override
    public String api() {
        return "CreateDelegationToken";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String requester = context.principal();
        String owner = owner(request, requester);
        MessageBuilder response = context.response();
        Principals.set(response, "", owner);
        Principals.set(response, "TokenRequester", requester);
        ErrorCode error = check(request, owner, context);
        if (error != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", error)
                    .set("IssueTimestampMs", NONE)
                    .set("ExpiryTimestampMs", NONE)
                    .set("MaxTimestampMs", NONE)
                    .build());
        }
        List<String> renewers = Principals.of(request.getStructs("Renewers"));
        DelegationToken token =
                security.tokens().issue(owner, requester, renewers, request.getLong("MaxLifetimeMs"), context.nowMs());
        return HandlerAnswer.now(response.set("IssueTimestampMs", token.issuedMs())
                .set("ExpiryTimestampMs", token.expiresMs())
                .set("MaxTimestampMs", token.maxMs())
                .set("TokenId", token.id())
                .set("Hmac", token.hmac())
                .build());
    }

    private static String owner(Message request, String requester) {
        String name = request.has("OwnerPrincipalName") ? request.getNullableString("OwnerPrincipalName") : null;
        return name == null || name.isEmpty()
                ? requester
                : request.getNullableString("OwnerPrincipalType") + ":" + name;
    }

    private ErrorCode check(Message request, String owner, RequestContext context) {
        if (!context.session().mayUseTokens()) {
            return ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED;
        }
        AclClient client = context.aclClient();
        boolean allowed = owner.equals(context.principal())
                || security.authorizer().allows(client, AclOperation.CREATE_TOKENS, AclResourceType.USER, owner);
        if (!allowed) {
            return ErrorCode.DELEGATION_TOKEN_AUTHORIZATION_FAILED;
        }
        boolean usersOnly = request.getStructs("Renewers").stream()
                .allMatch(renewer -> renewer.getString("PrincipalType").equals(Principals.USER));
        if (!usersOnly) {
            return ErrorCode.INVALID_PRINCIPAL_TYPE;
        }
        return security.tokens().isEnabled() ? ErrorCode.NONE : ErrorCode.DELEGATION_TOKEN_AUTH_DISABLED;
    }
}

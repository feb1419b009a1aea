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
 * DescribeDelegationToken (KIP-48): the tokens that the client owns, may renew, or is allowed to see.
 *
 * <ul>
 *   <li>v2: flexible.
 *   <li>v3: who asked for the token (KIP-373).
 * </ul>
 */
public final class DescribeDelegationTokenHandler implements ApiHandler {
    private final ClusterSecurity security;

    public DescribeDelegationTokenHandler(Cluster cluster) {
        this.security = cluster.security();
    }

    @Override
    public String api() {
        return "DescribeDelegationToken";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        if (!context.session().mayUseTokens()) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED)
                    .build());
        }
        if (!security.tokens().isEnabled()) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.DELEGATION_TOKEN_AUTH_DISABLED)
                    .build());
        }
        boolean all = request.isNull("Owners");
        List<String> owners = all ? List.of() : Principals.of(request.getStructs("Owners"));
        AclClient client = context.aclClient();
        List<DelegationToken> seen = security.tokens().valid(context.nowMs()).stream()
                .filter(token -> all || owners.stream().anyMatch(token::isOf))
                .filter(token -> maySee(token, client))
                .toList();
        return HandlerAnswer.now(response.setEach("Tokens", seen, DescribeDelegationTokenHandler::fill)
                .build());
    }

    private boolean maySee(DelegationToken token, AclClient client) {
        return token.isOf(client.principal())
                || security.authorizer()
                        .allows(client, AclOperation.DESCRIBE, AclResourceType.DELEGATION_TOKEN, token.id())
                || security.authorizer()
                        .allows(client, AclOperation.DESCRIBE_TOKENS, AclResourceType.USER, token.owner());
    }

    private static void fill(MessageBuilder entry, DelegationToken token) {
        Principals.set(entry, "", token.owner());
        Principals.set(entry, "TokenRequester", token.requester());
        entry.set("IssueTimestamp", token.issuedMs())
                .set("ExpiryTimestamp", token.expiresMs())
                .set("MaxTimestamp", token.maxMs())
                .set("TokenId", token.id())
                .set("Hmac", token.hmac())
                .setEach("Renewers", token.renewers(), (renewer, principal) -> Principals.set(renewer, "", principal));
    }
}

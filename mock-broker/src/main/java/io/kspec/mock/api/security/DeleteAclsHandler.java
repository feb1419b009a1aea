package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.acl.Acl;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * DeleteAcls: the response names what each filter has deleted.
 *
 * <ul>
 *   <li>v1: pattern types (KIP-290).
 *   <li>v2: flexible.
 *   <li>v3: the resource type USER (KIP-373).
 * </ul>
 *
 * <p>On codes that it does not know, Kafka closes the connection.
 */
public final class DeleteAclsHandler implements ApiHandler {
    private final Authorizer authorizer;

    public DeleteAclsHandler(Cluster cluster) {
        this.authorizer = cluster.security().authorizer();
    }

    @Override
    public String api() {
        return "DeleteAcls";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<Message> filters = request.getStructs("Filters");
        if (filters.stream().anyMatch(filter -> AclMessages.filter(filter).isEmpty())) {
            return HandlerAnswer.disconnect(context.response().build());
        }
        return HandlerAnswer.now(context.response()
                .setEach("FilterResults", filters, (result, filter) -> {
                    if (!authorizer.isEnabled()) {
                        result.set("ErrorCode", ErrorCode.SECURITY_DISABLED)
                                .set("ErrorMessage", "No Authorizer is configured.");
                        return;
                    }
                    List<Acl> deleted =
                            AclMessages.filter(filter).map(authorizer::find).orElse(List.of());
                    authorizer.remove(deleted);
                    result.set("ErrorMessage", null).setEach("MatchingAcls", deleted, (entry, acl) -> {
                        entry.set("ErrorMessage", null);
                        AclMessages.fill(entry, acl.resource());
                        AclMessages.fill(entry, acl);
                    });
                })
                .build());
    }
}

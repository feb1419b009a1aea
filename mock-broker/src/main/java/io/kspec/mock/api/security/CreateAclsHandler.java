package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.acl.Acl;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclPatternType;
import io.kspec.mock.security.acl.AclPermission;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CreateAcls: each ACL is created or refused on its own.
 *
 * <ul>
 *   <li>v1: pattern types (KIP-290).
 *   <li>v2: flexible.
 *   <li>v3: the resource type USER (KIP-373).
 * </ul>
 *
 * <p>On codes that it does not know, Kafka closes the connection; it gives no reason where it refuses what only filters may have.
 */
public final class CreateAclsHandler implements ApiHandler {
    private final Authorizer authorizer;

    public CreateAclsHandler(Cluster cluster) {
        this.authorizer = cluster.security().authorizer();
    }

    @Override
    public String api() {
        return "CreateAcls";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<Message> creations = request.getStructs("Creations");
        if (creations.stream().anyMatch(creation -> AclMessages.acl(creation).isEmpty())) {
            return HandlerAnswer.disconnect(context.response().build());
        }
        return HandlerAnswer.now(context.response()
                .setEach("Results", creations, (result, creation) -> AclMessages.acl(creation)
                        .ifPresent(acl -> create(acl, result)))
                .build());
    }

    private void create(Acl acl, MessageBuilder result) {
        String fault = fault(acl);
        if (!authorizer.isEnabled()) {
            result.set("ErrorCode", ErrorCode.SECURITY_DISABLED).set("ErrorMessage", "No Authorizer is configured.");
        } else if (isOfFilters(acl)) {
            result.set("ErrorCode", ErrorCode.UNKNOWN_SERVER_ERROR).set("ErrorMessage", null);
        } else if (fault != null) {
            result.set("ErrorCode", ErrorCode.INVALID_REQUEST).set("ErrorMessage", fault);
        } else {
            authorizer.add(acl);
        }
    }

    /** Whether an ACL has a code that only filters may have. */
    private static boolean isOfFilters(Acl acl) {
        AclPatternType pattern = acl.resource().pattern();
        return pattern == AclPatternType.ANY
                || pattern == AclPatternType.MATCH
                || acl.resource().type() == AclResourceType.ANY
                || acl.operation() == AclOperation.ANY
                || acl.permission() == AclPermission.ANY;
    }

    /** Why an ACL is refused; null if it is not. */
    private static @Nullable String fault(Acl acl) {
        String name = acl.resource().name();
        if (acl.resource().type() == AclResourceType.CLUSTER && !name.equals(AclResource.CLUSTER_NAME)) {
            return "The only valid name for the CLUSTER resource is " + AclResource.CLUSTER_NAME;
        }
        if (name.isEmpty()) {
            return "Invalid empty resource name";
        }
        return acl.principal().indexOf(':') < 0
                ? "Could not parse principal from `" + acl.principal() + "` (no colon is present separating the "
                        + "principal type from the principal name)"
                : null;
    }
}

package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.acl.Acl;
import io.kspec.mock.security.acl.AclFilter;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DescribeAcls.
 *
 * <ul>
 *   <li>v1: pattern types (KIP-290).
 *   <li>v2: flexible.
 *   <li>v3: the resource type USER (KIP-373).
 * </ul>
 *
 * <p>On codes that it does not know, Kafka closes the connection.
 */
public final class DescribeAclsHandler implements ApiHandler {
    private final Authorizer authorizer;

    public DescribeAclsHandler(Cluster cluster) {
        this.authorizer = cluster.security().authorizer();
    }

    @Override
    public String api() {
        return "DescribeAcls";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        if (!authorizer.isEnabled()) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.SECURITY_DISABLED)
                    .set("ErrorMessage", "No Authorizer is configured on the broker")
                    .build());
        }
        Optional<AclFilter> filter = AclMessages.filter(request);
        if (filter.isEmpty()) {
            return HandlerAnswer.disconnect(response.build());
        }
        Map<AclResource, List<Acl>> found = new LinkedHashMap<>();
        authorizer.find(filter.get()).forEach(acl -> found.computeIfAbsent(
                        acl.resource(), resource -> new ArrayList<>())
                .add(acl));
        response.setEach("Resources", found.entrySet(), (entry, resource) -> {
            AclMessages.fill(entry, resource.getKey());
            entry.setEach("Acls", resource.getValue(), AclMessages::fill);
        });
        return HandlerAnswer.now(response.build());
    }
}

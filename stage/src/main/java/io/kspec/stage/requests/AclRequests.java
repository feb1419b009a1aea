package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/**
 * DescribeAcls, CreateAcls and DeleteAcls requests. The constants are Kafka's codes; {@link #ANY} is one of each kind. Before
 * version 1, all names are literal.
 */
public final class AclRequests {
    /** Any type of resource, any pattern, operation or permission; in filters only. */
    public static final int ANY = 1;

    /** Types of resources. */
    public static final int TOPIC = 2;

    public static final int GROUP = 3;
    public static final int CLUSTER = 4;

    /** Patterns of names: that which applies to a resource of the given name, in filters only. */
    public static final int MATCH = 2;

    public static final int LITERAL = 3;
    public static final int PREFIXED = 4;

    /** Operations. */
    public static final int READ = 3;

    public static final int WRITE = 4;
    public static final int ALTER = 7;
    public static final int DESCRIBE = 8;

    /** Permissions. */
    public static final int DENY = 2;

    public static final int ALLOW = 3;

    private AclRequests() {}

    /** Asks for ACLs. */
    public static ClientRequest describe(AclBindingFilter filter) {
        return ClientRequest.of("DescribeAcls", body -> fill(body, filter));
    }

    /** Creates ACLs. */
    public static ClientRequest create(AclBinding... acls) {
        List<AclBinding> all = List.of(acls);
        return ClientRequest.of(
                "CreateAcls",
                body -> body.setEach(
                        "Creations", all, (creation, acl) -> creation.set("ResourceType", acl.resourceType())
                                .set("ResourceName", acl.resourceName())
                                .setIfPresent("ResourcePatternType", acl.patternType())
                                .set("Principal", acl.principal())
                                .set("Host", acl.host())
                                .set("Operation", acl.operation())
                                .set("PermissionType", acl.permission())));
    }

    /** Deletes what filters select. */
    public static ClientRequest delete(AclBindingFilter... filters) {
        List<AclBindingFilter> all = List.of(filters);
        return ClientRequest.of("DeleteAcls", body -> body.setEach("Filters", all, AclRequests::fill));
    }

    private static void fill(MessageBuilder entry, AclBindingFilter filter) {
        entry.set("ResourceTypeFilter", filter.resourceType())
                .set("ResourceNameFilter", filter.resourceName())
                .setIfPresent("PatternTypeFilter", filter.patternType())
                .set("PrincipalFilter", filter.principal())
                .set("HostFilter", filter.host())
                .set("Operation", filter.operation())
                .set("PermissionType", filter.permission());
    }
}

package io.kspec.mock.api.security;

import io.kspec.mock.security.acl.Acl;
import io.kspec.mock.security.acl.AclFilter;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclPatternType;
import io.kspec.mock.security.acl.AclPermission;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.Optional;

/** ACLs in messages. Before the pattern types of KIP-290, which version 1 brought, all names are literal. */
final class AclMessages {
    private AclMessages() {}

    /** The filter that DescribeAcls and DeleteAcls send; empty if it has codes that nobody knows. */
    static Optional<AclFilter> filter(Message message) {
        Optional<AclResourceType> type = AclResourceType.of(message.getInt("ResourceTypeFilter"));
        Optional<AclPatternType> pattern = message.has("PatternTypeFilter")
                ? AclPatternType.of(message.getInt("PatternTypeFilter"))
                : Optional.of(AclPatternType.LITERAL);
        Optional<AclOperation> operation = AclOperation.of(message.getInt("Operation"));
        Optional<AclPermission> permission = AclPermission.of(message.getInt("PermissionType"));
        if (type.isEmpty() || pattern.isEmpty() || operation.isEmpty() || permission.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AclFilter(
                type.get(),
                message.getNullableString("ResourceNameFilter"),
                pattern.get(),
                message.getNullableString("PrincipalFilter"),
                message.getNullableString("HostFilter"),
                operation.get(),
                permission.get()));
    }

    /** The ACL that CreateAcls sends; empty if it has codes that nobody knows. */
    static Optional<Acl> acl(Message message) {
        Optional<AclResourceType> type = AclResourceType.of(message.getInt("ResourceType"));
        Optional<AclPatternType> pattern = message.has("ResourcePatternType")
                ? AclPatternType.of(message.getInt("ResourcePatternType"))
                : Optional.of(AclPatternType.LITERAL);
        Optional<AclOperation> operation = AclOperation.of(message.getInt("Operation"));
        Optional<AclPermission> permission = AclPermission.of(message.getInt("PermissionType"));
        if (type.isEmpty() || pattern.isEmpty() || operation.isEmpty() || permission.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Acl(
                new AclResource(type.get(), message.getString("ResourceName"), pattern.get()),
                message.getString("Principal"),
                message.getString("Host"),
                operation.get(),
                permission.get()));
    }

    /** Fills the structure of a resource. */
    static void fill(MessageBuilder entry, AclResource resource) {
        entry.set("ResourceType", resource.type().code())
                .set("ResourceName", resource.name())
                .setIfPresent("PatternType", resource.pattern().code());
    }

    /** Fills the structure of an ACL, without its resource. */
    static void fill(MessageBuilder entry, Acl acl) {
        entry.set("Principal", acl.principal())
                .set("Host", acl.host())
                .set("Operation", acl.operation().code())
                .set("PermissionType", acl.permission().code());
    }
}

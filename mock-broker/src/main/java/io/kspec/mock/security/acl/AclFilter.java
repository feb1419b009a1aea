package io.kspec.mock.security.acl;

import org.jspecify.annotations.Nullable;

/**
 * Selects ACLs.
 *
 * @param name the name of a resource, or null for any
 * @param principal a principal, or null for any
 * @param host a host, or null for any
 */
public record AclFilter(
        AclResourceType type,
        @Nullable String name,
        AclPatternType pattern,
        @Nullable String principal,
        @Nullable String host,
        AclOperation operation,
        AclPermission permission) {
    /** Whether an ACL is selected. */
    public boolean selects(Acl acl) {
        return (type == AclResourceType.ANY || type == acl.resource().type())
                && selectsName(acl.resource())
                && (principal == null || principal.equals(acl.principal()))
                && (host == null || host.equals(acl.host()))
                && (operation == AclOperation.ANY || operation == acl.operation())
                && (permission == AclPermission.ANY || permission == acl.permission());
    }

    private boolean selectsName(AclResource resource) {
        return switch (pattern) {
            case ANY -> name == null || name.equals(resource.name());
            case MATCH -> name == null || resource.covers(name);
            case LITERAL, PREFIXED -> pattern == resource.pattern() && (name == null || name.equals(resource.name()));
        };
    }
}

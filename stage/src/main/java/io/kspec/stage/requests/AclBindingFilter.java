package io.kspec.stage.requests;

import org.jspecify.annotations.Nullable;

/**
 * Selects ACLs, with Kafka's codes of {@link AclRequests}.
 *
 * @param resourceName a name; null for any
 * @param patternType how the name is compared
 * @param principal a principal; null for any
 * @param host a host; null for any
 */
public record AclBindingFilter(
        int resourceType,
        @Nullable String resourceName,
        int patternType,
        @Nullable String principal,
        @Nullable String host,
        int operation,
        int permission) {
    /** All ACLs of a principal. */
    public static AclBindingFilter ofPrincipal(String principal) {
        int any = AclRequests.ANY;
        return new AclBindingFilter(any, null, any, principal, null, any, any);
    }

    public AclBindingFilter on(int type, @Nullable String name) {
        return new AclBindingFilter(type, name, patternType, principal, host, operation, permission);
    }

    public AclBindingFilter ofPattern(int type) {
        return new AclBindingFilter(resourceType, resourceName, type, principal, host, operation, permission);
    }

    public AclBindingFilter from(@Nullable String address) {
        return new AclBindingFilter(resourceType, resourceName, patternType, principal, address, operation, permission);
    }

    public AclBindingFilter ofOperation(int other) {
        return new AclBindingFilter(resourceType, resourceName, patternType, principal, host, other, permission);
    }

    public AclBindingFilter ofPermission(int other) {
        return new AclBindingFilter(resourceType, resourceName, patternType, principal, host, operation, other);
    }
}

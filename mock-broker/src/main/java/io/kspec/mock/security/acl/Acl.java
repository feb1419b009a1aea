package io.kspec.mock.security.acl;

/**
 * An access control list's entry.
 *
 * @param principal {@code User:alice}, or {@code User:*} for all
 * @param host an address, or {@code *} for all
 */
public record Acl(
        AclResource resource, String principal, String host, AclOperation operation, AclPermission permission) {
    private static final String EVERYBODY = "User:*";

    /** Whether it concerns a client, whatever the operation. */
    boolean concerns(String client, String address) {
        return (principal.equals(client) || principal.equals(EVERYBODY))
                && (host.equals(AclResource.ALL) || host.equals(address));
    }

    /** Whether it decides about an operation. A denial denies nothing but what it names. */
    boolean decides(AclOperation asked) {
        return permission == AclPermission.ALLOW
                ? operation.implies(asked)
                : operation == AclOperation.ALL || operation == asked;
    }
}

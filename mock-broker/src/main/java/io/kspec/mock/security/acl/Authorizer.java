package io.kspec.mock.security.acl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decides as Kafka's {@code StandardAuthorizer}: a denial wins over what is allowed, and what no ACL allows is denied. */
public final class Authorizer {
    private final Set<Acl> acls = new LinkedHashSet<>();
    private AuthorizerSettings settings = AuthorizerSettings.DISABLED;

    /** Sets whether ACLs are enforced. */
    public void configure(AuthorizerSettings values) {
        settings = values;
    }

    /** Whether ACLs are enforced. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** Adds an ACL; one that exists stays. */
    public void add(Acl acl) {
        acls.add(acl);
    }

    /** The ACLs that a filter selects. */
    public List<Acl> find(AclFilter filter) {
        return acls.stream().filter(filter::selects).toList();
    }

    /** Removes ACLs. */
    public void remove(List<Acl> removed) {
        removed.forEach(acls::remove);
    }

    /**
     * Whether a client may do something.
     *
     * @param client the principal and the address of the client
     * @param name the name of the resource
     */
    public boolean allows(AclClient client, AclOperation operation, AclResourceType type, String name) {
        if (!settings.enabled() || settings.superUsers().contains(client.principal())) {
            return true;
        }
        boolean isProtected = false;
        boolean allowed = false;
        for (Acl acl : acls) {
            if (acl.resource().type() == type && acl.resource().covers(name)) {
                isProtected = true;
                if (acl.concerns(client.principal(), client.address()) && acl.decides(operation)) {
                    if (acl.permission() == AclPermission.DENY) {
                        return false;
                    }
                    allowed = true;
                }
            }
        }
        return allowed || (!isProtected && settings.allowsWithoutAcl());
    }

    /** Whether a client may do something to any resource of a type, whether or not it exists. */
    public boolean allowsAny(AclClient client, AclOperation operation, AclResourceType type) {
        if (!settings.enabled() || settings.superUsers().contains(client.principal())) {
            return true;
        }
        List<Acl> denials = new ArrayList<>();
        List<Acl> permissions = new ArrayList<>();
        for (Acl acl : acls) {
            boolean decides = acl.resource().type() == type
                    && acl.concerns(client.principal(), client.address())
                    && (acl.operation() == operation || acl.operation() == AclOperation.ALL);
            if (decides) {
                (acl.permission() == AclPermission.DENY ? denials : permissions).add(acl);
            }
        }
        if (denials.stream().anyMatch(denial -> denial.resource().name().equals(AclResource.ALL))) {
            return false;
        }
        return settings.allowsWithoutAcl()
                || permissions.stream().anyMatch(permission -> denials.stream()
                        .noneMatch(denial -> denies(denial.resource(), permission.resource())));
    }

    private static boolean denies(AclResource denied, AclResource allowed) {
        return denied.equals(allowed)
                || (denied.pattern() == AclPatternType.PREFIXED
                        && allowed.name().startsWith(denied.name()));
    }

    /** The bits of the operations that a client may do to a resource (KIP-430). */
    public int operations(AclClient client, AclResourceType type, String name) {
        int bits = 0;
        for (AclOperation operation : type.operations()) {
            if (allows(client, operation, type, name)) {
                bits |= 1 << operation.code();
            }
        }
        return bits;
    }
}

package io.kspec.mock.security.acl;

import java.util.Set;

/**
 * Whether ACLs are enforced, and against whom.
 *
 * @param enabled whether the broker has an authorizer ({@code authorizer.class.name})
 * @param superUsers principals that may do everything ({@code super.users})
 * @param allowsWithoutAcl whether everybody may use a resource that no ACL protects ({@code
 *     allow.everyone.if.no.acl.found})
 */
public record AuthorizerSettings(boolean enabled, Set<String> superUsers, boolean allowsWithoutAcl) {
    /** No authorizer, as in Kafka. */
    public static final AuthorizerSettings DISABLED = new AuthorizerSettings(false, Set.of(), false);

    public AuthorizerSettings {
        superUsers = Set.copyOf(superUsers);
    }
}

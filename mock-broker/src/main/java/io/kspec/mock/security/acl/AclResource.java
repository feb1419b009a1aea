package io.kspec.mock.security.acl;

/**
 * The resources that an ACL protects.
 *
 * @param name the name, or the beginning of names
 * @param pattern {@link AclPatternType#LITERAL} or {@link AclPatternType#PREFIXED}
 */
public record AclResource(AclResourceType type, String name, AclPatternType pattern) {
    /** The name of the only resource of type {@link AclResourceType#CLUSTER}. */
    public static final String CLUSTER_NAME = "kafka-cluster";

    static final String ALL = "*";

    /** Whether a resource of this name is among them. */
    boolean covers(String resource) {
        return pattern == AclPatternType.PREFIXED
                ? resource.startsWith(name)
                : name.equals(resource) || name.equals(ALL);
    }
}

package io.kspec.stage.requests;

/**
 * An ACL, with Kafka's codes of {@link AclRequests}.
 *
 * @param resourceType the type of the resource
 * @param resourceName the name, or the beginning of names, of resources
 * @param patternType how the name is compared
 * @param principal such as {@code User:alice}
 * @param host an address, or {@code *} for all
 * @param operation what is allowed or denied
 * @param permission whether it is allowed or denied
 */
public record AclBinding(
        int resourceType,
        String resourceName,
        int patternType,
        String principal,
        String host,
        int operation,
        int permission) {
    /** Lets a principal read a topic from all hosts. */
    public static AclBinding mayRead(String principal, String topic) {
        return new AclBinding(
                AclRequests.TOPIC, topic, AclRequests.LITERAL, principal, "*", AclRequests.READ, AclRequests.ALLOW);
    }

    public AclBinding on(int type, String name) {
        return new AclBinding(type, name, patternType, principal, host, operation, permission);
    }

    public AclBinding ofPattern(int type) {
        return new AclBinding(resourceType, resourceName, type, principal, host, operation, permission);
    }

    public AclBinding of(String somebody) {
        return new AclBinding(resourceType, resourceName, patternType, somebody, host, operation, permission);
    }

    public AclBinding from(String address) {
        return new AclBinding(resourceType, resourceName, patternType, principal, address, operation, permission);
    }

    public AclBinding ofOperation(int other) {
        return new AclBinding(resourceType, resourceName, patternType, principal, host, other, permission);
    }

    public AclBinding ofPermission(int other) {
        return new AclBinding(resourceType, resourceName, patternType, principal, host, operation, other);
    }

    /** The filter that selects this ACL alone. */
    public AclBindingFilter filter() {
        return new AclBindingFilter(resourceType, resourceName, patternType, principal, host, operation, permission);
    }
}

package io.kspec.mock.access;

import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bits of authorized operations in responses (KIP-430), by the fields that carry them. Who may not describe the cluster
 * is told of no operation on it.
 */
final class AuthorizedOperations {
    private static final int NOT_ASKED = Integer.MIN_VALUE;

    /** The fields, and the field next to each that names the resource; the cluster has none. */
    private static final Map<String, Resource> FIELDS = Map.of(
            "TopicAuthorizedOperations", new Resource(AclResourceType.TOPIC, "Name"),
            "AuthorizedOperations", new Resource(AclResourceType.GROUP, "GroupId"),
            "ClusterAuthorizedOperations", new Resource(AclResourceType.CLUSTER, ""));

    private record Resource(AclResourceType type, String nameField) {}

    private AuthorizedOperations() {}

    /** A response with the operations of a client in place of all operations. */
    static Message in(Message message, Authorizer authorizer, AclClient client) {
        MessageBuilder builder = null;
        for (FieldSpec field : message.spec().fields()) {
            Resource resource = FIELDS.get(field.name());
            if (resource != null && message.getInt(field.name()) != NOT_ASKED) {
                builder = builder == null ? message.toBuilder() : builder;
                builder.set(field.name(), bits(message, resource, authorizer, client));
            } else if (field.type().isStructArray() && !message.isNull(field.name())) {
                List<Message> entries = message.getStructs(field.name());
                List<Message> changed = new ArrayList<>();
                entries.forEach(entry -> changed.add(in(entry, authorizer, client)));
                if (!changed.equals(entries)) {
                    builder = builder == null ? message.toBuilder() : builder;
                    builder.set(field.name(), changed);
                }
            }
        }
        return builder == null ? message : builder.build();
    }

    private static int bits(Message message, Resource resource, Authorizer authorizer, AclClient client) {
        if (resource.type() == AclResourceType.CLUSTER) {
            String cluster = AclResource.CLUSTER_NAME;
            return authorizer.allows(client, AclOperation.DESCRIBE, resource.type(), cluster)
                    ? authorizer.operations(client, resource.type(), cluster)
                    : 0;
        }
        String name = String.valueOf(message.getNullableString(resource.nameField()));
        return authorizer.operations(client, resource.type(), name);
    }
}

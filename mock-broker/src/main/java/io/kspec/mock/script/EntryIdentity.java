package io.kspec.mock.script;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a field says about which entry it is in. Requests and responses name the same thing differently: a partition is
 * {@code Index}, {@code Partition}, {@code PartitionIndex} or {@code PartitionId}.
 */
final class EntryIdentity {
    private static final Set<String> TELLING_ENTITIES = Set.of("topicName", "groupId", "transactionalId");
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        put("partition", "Index", "Partition", "PartitionIndex", "PartitionId", "PartitionIndexes", "Partitions");
        put("topicName", "Topic", "TopicName");
        put("name", "Name", "User");
        put("coordinatorKey", "Key", "CoordinatorKeys");
        for (String name : Set.of(
                "TopicId",
                "ProducerId",
                "MemberId",
                "GroupInstanceId",
                "ResourceType",
                "ResourceName",
                "Feature",
                "Entity")) {
            put(name, name);
        }
    }

    private EntryIdentity() {}

    private static void put(String identity, String... names) {
        for (String name : names) {
            BY_NAME.put(name, identity);
        }
    }

    /** What the field identifies, in the same word for requests and responses; null if it identifies nothing. */
    static @Nullable String of(FieldSpec field) {
        if (TELLING_ENTITIES.contains(field.entityType())) {
            return field.entityType();
        }
        String identity = BY_NAME.get(field.name());
        boolean scalarOnly = identity != null && identity.equals("partition");
        return scalarOnly && !isInteger(field.type()) ? null : identity;
    }

    private static boolean isInteger(FieldType type) {
        return type.kind() == FieldKind.INT32 || (type.kind() == FieldKind.ARRAY && isInteger(type.elementType()));
    }
}

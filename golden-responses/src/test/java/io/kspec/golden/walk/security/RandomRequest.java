package io.kspec.golden.walk.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A request of any API that names topics, groups and transactions by chance, and changes nothing that others see. */
final class RandomRequest {
    static final List<String> TOPICS = List.of("t0", "t1", "none");
    static final List<String> GROUPS = List.of("g0", "g1");
    static final List<String> TRANSACTIONS = List.of("x0", "x1");
    private static final List<Integer> RESOURCE_TYPES = List.of(2, 4, 8, 32);
    private static final Map<String, Object> FIXED = Map.of(
            "Acks", 1,
            "ReplicaId", -1,
            "SessionEpoch", -1,
            "ValidateOnly", true,
            "validateOnly", true,
            "AllowAutoTopicCreation", false,
            "TimeoutMs", 1000,
            "timeoutMs", 1000,
            "Operation", 1);
    private static final Map<String, Object> MORE =
            Map.of("PermissionType", 1, "ResourceTypeFilter", 1, "ProtocolType", "consumer", "ProtocolName", "range");
    private static final List<String> EMPTY = List.of(
            "Assignments", "Configs", "Members", "Protocols", "ForgottenTopicsData", "Creations", "Renewers", "Owners");
    private static final List<String> SINGLE =
            List.of("Partitions", "PartitionData", "Resources", "Dirs", "Markers", "Transactions");

    private final SecuritySide side;
    private final Random random;
    private final boolean byName;
    private List<String> topics = TOPICS;

    /**
     * @param random in the same state for both sides
     */
    RandomRequest(SecuritySide side, Random random) {
        this.side = side;
        this.random = random;
        this.byName = random.nextBoolean();
    }

    void fill(MessageBuilder request) {
        if (request.spec().messageId().name().equals("DeleteTopics")) {
            topics = List.of("none");
        }
        fill(request, request.spec());
    }

    private void fill(MessageBuilder builder, StructSpec spec) {
        int resourceType = pick(RESOURCE_TYPES);
        boolean both = spec.has("TopicId") && spec.has("Name");
        for (FieldSpec field : spec.fields()) {
            String name = field.name();
            Object fixed = FIXED.getOrDefault(name, MORE.get(name));
            if (fixed != null) {
                builder.set(name, fixed);
            } else if (name.startsWith("Include")) {
                builder.set(name, random.nextBoolean());
            } else if (name.equals("KeyType")) {
                builder.set(name, random.nextInt(2));
            } else if (name.equals("ResourceType")) {
                builder.set(name, resourceType);
            } else if (name.equals("ResourceName")) {
                builder.set(name, resourceType == 2 ? pick(topics) : resourceType == 32 ? pick(GROUPS) : "1");
            } else if (name.equals("TopicId")) {
                String topic = pick(topics);
                builder.set(name, both && byName ? KafkaUuid.ZERO : side.id(topic));
            } else if (field.kind() == FieldKind.RECORDS) {
                builder.set(
                        name,
                        RecordBatch.builder()
                                .append(1, Bytes.EMPTY, Bytes.EMPTY)
                                .build()
                                .bytes());
            } else if (field.kind() == FieldKind.STRING) {
                fillText(builder, field);
                if (both && !byName && name.equals("Name")) {
                    builder.set(name, null);
                }
            } else if (field.kind() == FieldKind.ARRAY) {
                fillArray(builder, field);
            }
        }
    }

    private void fillText(MessageBuilder builder, FieldSpec field) {
        String name = field.name();
        if (name.endsWith("TransactionalId")) {
            boolean leftOut = field.nullable() && (builder.has("Acks") || random.nextBoolean());
            builder.set(name, leftOut ? null : pick(TRANSACTIONS));
        } else if (name.equals("GroupId") || name.equals("Key")) {
            builder.set(name, pick(GROUPS));
        } else if (name.equals("Name") || name.equals("Topic") || name.equals("TopicName")) {
            builder.set(name, pick(topics));
        }
    }

    private void fillArray(MessageBuilder builder, FieldSpec field) {
        String name = field.name();
        if (field.type().isStructArray()) {
            if (EMPTY.contains(name) || (field.nullable() && !name.equals("Users") && random.nextInt(4) == 0)) {
                builder.set(name, field.nullable() ? null : List.of());
                return;
            }
            List<Message> entries = new ArrayList<>();
            int count = SINGLE.contains(name) ? 1 : 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                MessageBuilder entry = Message.builder(field.type().structSpec());
                fill(entry, field.type().structSpec());
                entries.add(entry.build());
            }
            builder.set(name, withoutRepeatedGroups(entries));
        } else if (name.equals("Partitions") || name.equals("PartitionIndexes")) {
            builder.set(name, List.of(0));
        } else if (name.equals("Groups") || name.equals("GroupsNames") || name.equals("CoordinatorKeys")) {
            builder.set(name, GROUPS);
        } else if (name.equals("TransactionalIds")) {
            builder.set(name, TRANSACTIONS);
        } else if (name.equals("TopicNames")) {
            builder.set(name, List.of("none"));
        }
    }

    /** No client asks for a group twice in one request. */
    private static List<Message> withoutRepeatedGroups(List<Message> entries) {
        Set<Object> seen = new HashSet<>();
        return entries.stream()
                .filter(entry -> seen.add(entry.has("GroupId") ? entry.getString("GroupId") : entry))
                .toList();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

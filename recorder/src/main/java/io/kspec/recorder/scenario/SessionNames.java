package io.kspec.recorder.scenario;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topics, groups and transactional ids of a session, and the variables that take their places. */
final class SessionNames {
    private static final Set<String> TOPIC_FIELDS =
            Set.of("Topic", "Name", "TopicName", "Topics", "TopicNames", "SubscribedTopicNames", "ResourceName");
    private static final Set<String> NAME_FIELDS = Set.of(
            "GroupId",
            "Key",
            "CoordinatorKeys",
            "Groups",
            "GroupsNames",
            "GroupIds",
            "TransactionalId",
            "V3AndBelowTransactionalId",
            "TransactionalIds");
    private static final Set<String> DECLARING = Set.of("GroupId", "TransactionalId", "V3AndBelowTransactionalId");
    /** The type of a resource that is a topic (ConfigResource.Type). */
    private static final int TOPIC_RESOURCE = 2;

    private static final UUID NO_ID = new UUID(0, 0);

    private final Map<String, String> topics = new LinkedHashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<UUID, String> ids = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    /** The topics that the session itself creates. */
    private final Set<String> created = new HashSet<>();

    private final Set<String> variables = new HashSet<>();

    private SessionNames() {}

    static SessionNames of(List<SessionStep> steps) {
        SessionNames found = new SessionNames();
        for (SessionStep step : steps) {
            Message response = step.response();
            if (response != null && step.is("Metadata")) {
                response.getStructs("Topics").forEach(found::described);
            } else if (response != null && step.is("CreateTopics")) {
                response.getStructs("Topics").forEach(found::created);
            }
        }
        steps.forEach(step -> found.inRequest(step.request()));
        return found;
    }

    /** A topic that a broker described; it is declared once a request names it. */
    private void described(Message topic) {
        String name = topic.getNullableString("Name");
        if (name == null) {
            return;
        }
        int count = topic.getStructs("Partitions").size();
        partitions.merge(name, count, Math::max);
        if (topic.has("TopicId") && !topic.getUuid("TopicId").equals(NO_ID)) {
            ids.put(topic.getUuid("TopicId"), name);
        }
    }

    private void created(Message topic) {
        if (topic.getShort("ErrorCode") == 0) {
            created.add(topic.getString("Name"));
            partitions.putIfAbsent(topic.getString("Name"), 1);
        }
    }

    private void inRequest(Message message) {
        if (message.has("ResourceType")
                && message.has("ResourceName")
                && ((Number) Objects.requireNonNull(message.get("ResourceType"))).intValue() == TOPIC_RESOURCE) {
            partitions.putIfAbsent(message.getString("ResourceName"), 1);
        }
        for (FieldSpec field : message.spec().allFields()) {
            Object value = message.get(field);
            if (value instanceof String text && DECLARING.contains(field.name()) && !text.isEmpty()) {
                names.computeIfAbsent(text, name -> variable(name, "group"));
            } else if (value instanceof String text && partitions.containsKey(text)) {
                topic(text);
            } else if (value instanceof UUID id && ids.containsKey(id)) {
                topic(ids.getOrDefault(id, ""));
            } else if (value instanceof Message struct) {
                inRequest(struct);
            } else if (value instanceof List<?> entries) {
                entries.forEach(entry -> {
                    if (entry instanceof Message struct) {
                        inRequest(struct);
                    }
                });
            }
        }
    }

    private void topic(String name) {
        topics.computeIfAbsent(name, topic -> variable(topic, "topic"));
    }

    /** A variable for a name, which no other has. */
    private String variable(String name, String otherwise) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
        String start = plain.isEmpty() ? otherwise : plain;
        String variable = start;
        for (int i = 2; !variables.add(variable); i++) {
            variable = start + "-" + i;
        }
        return variable;
    }

    /** A variable for a value that a response brings, which no other has. */
    String newVariable(String kind) {
        return variable(kind, kind);
    }

    /** The topics, by name, with their variables. */
    Map<String, String> topics() {
        return topics;
    }

    /** The groups and transactional ids, with their variables. */
    Map<String, String> names() {
        return names;
    }

    /** Whether the session itself creates a topic. */
    boolean isCreated(String topic) {
        return created.contains(topic);
    }

    int partitions(String topic) {
        return Math.max(1, partitions.getOrDefault(topic, 1));
    }

    /** The name of a topic by its id; null if no response told it. */
    @Nullable String topic(UUID id) {
        return ids.get(id);
    }

    /** The topic that a structure is about, by name or id; null if it is about none. */
    @Nullable String topicOf(Message struct) {
        for (String field : VersionRange.TOPIC_NAMES) {
            if (struct.has(field) && struct.get(field) instanceof String name && topics.containsKey(name)) {
                return name;
            }
        }
        return struct.has(VersionRange.TOPIC_ID) && struct.get(VersionRange.TOPIC_ID) instanceof UUID id
                ? ids.get(id)
                : null;
    }

    /** What takes the place of a text in a field of that name. */
    String text(String field, String text) {
        String variable = TOPIC_FIELDS.contains(field) ? topics.get(text) : null;
        if (variable == null && NAME_FIELDS.contains(field)) {
            variable = names.get(text);
        }
        return variable == null ? text : "${" + variable + "}";
    }
}

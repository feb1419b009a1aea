package io.kspec.mock.access;

import io.kspec.mock.access.AccessRule.Alternative;
import io.kspec.mock.access.AccessRule.Condition;
import io.kspec.mock.access.AccessRule.Effect;
import io.kspec.mock.script.Denial;
import io.kspec.mock.script.KnownTopics;
import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.acl.AclResource;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies the rules of each API to requests and responses, if the cluster has an authorizer. */
public final class AccessControl {
    /** The name of the condition on the records of a Produce request. */
    private static final String RECORDS = "records";

    private final Authorizer authorizer;
    private final KnownTopics topics;
    private final boolean autoCreatesTopics;
    private final AccessRules rules = AccessRules.declared();

    /**
     * @param autoCreatesTopics whether Metadata requests create unknown topics
     */
    public AccessControl(Authorizer authorizer, KnownTopics topics, boolean autoCreatesTopics) {
        this.authorizer = authorizer;
        this.topics = topics;
        this.autoCreatesTopics = autoCreatesTopics;
    }

    /** Whether anything can be denied. */
    public boolean isEnabled() {
        return authorizer.isEnabled();
    }

    /** The parts of a request that the client is not allowed; a denial of the whole is the only one. */
    public List<Denial> denials(Message request, AclClient client) {
        if (!authorizer.isEnabled()) {
            return List.of();
        }
        List<Denial> denials = new ArrayList<>();
        Set<FieldPath> denied = new HashSet<>();
        for (AccessRule rule : rules.of(request.id().name())) {
            if (rule.effect() != Effect.HIDE && applies(rule, request)) {
                List<FieldPath> fields = deniedFields(rule, request, client);
                boolean whole = rule.effect() == Effect.WHOLE
                        && (rule.field() == null ? !allows(rule, client, AclResource.CLUSTER_NAME) : !fields.isEmpty());
                if (whole) {
                    return List.of(new Denial(rule.error(), rule.message(), List.of()));
                }
                fields.removeIf(field -> rule.effect() == Effect.WHOLE || isWithin(field, denied));
                fields.forEach(field -> denied.add(entry(field)));
                if (!fields.isEmpty()) {
                    denials.add(new Denial(rule.error(), rule.message(), fields));
                    addRest(rule, request, fields, denials);
                }
            }
        }
        return denials;
    }

    private static void addRest(AccessRule rule, Message request, List<FieldPath> denied, List<Denial> denials) {
        ErrorCode rest = rule.rest();
        FieldPath field = rule.field();
        if (rest != null && field != null) {
            List<FieldPath> others = new ArrayList<>(field.in(request));
            others.removeAll(denied);
            if (!others.isEmpty()) {
                denials.add(new Denial(rest, null, others));
            }
        }
    }

    /** Whether a field is in an entry that is denied already. */
    private static boolean isWithin(FieldPath field, Set<FieldPath> denied) {
        for (int steps = field.steps().size(); steps > 0; steps--) {
            if (denied.contains(field.prefix(steps))) {
                return true;
            }
        }
        return false;
    }

    /** The path of the entry that a field is in, or of the entry itself. */
    private static FieldPath entry(FieldPath field) {
        return field.isEntry() ? field : field.structure().orElse(field);
    }

    private static boolean applies(AccessRule rule, Message request) {
        if (!rule.covers(request.id().version())) {
            return false;
        }
        Condition condition = rule.condition();
        if (condition == null) {
            return true;
        }
        if (condition.field().equals(RECORDS)) {
            return hasTransactionalRecords(request);
        }
        Object value = request.has(condition.field()) ? request.get(condition.field()) : null;
        return String.valueOf(value).equals(condition.value());
    }

    private static boolean hasTransactionalRecords(Message produce) {
        return produce.getStructs("TopicData").stream()
                .flatMap(topic -> topic.getStructs("PartitionData").stream())
                .filter(partition -> !partition.isNull("Records"))
                .map(partition -> partition.getBytes("Records"))
                .filter(records -> records.size() >= RecordBatch.HEADER_SIZE)
                .map(RecordBatch::unchecked)
                .anyMatch(batch -> batch.magic() == RecordBatch.MAGIC && batch.isTransactional());
    }

    private List<FieldPath> deniedFields(AccessRule rule, Message request, AclClient client) {
        List<FieldPath> denied = new ArrayList<>();
        FieldPath field = rule.field();
        if (field != null) {
            for (FieldPath each : field.in(request)) {
                String name = name(rule, request, each);
                if (name != null && isInScope(rule, request, name) && !allows(rule, client, name)) {
                    denied.add(each);
                }
            }
        }
        return denied;
    }

    private boolean isInScope(AccessRule rule, Message request, String topic) {
        return switch (rule.scope()) {
            case ALL -> true;
            case CREATING -> wouldCreate(request, topic);
            case EXISTING -> topics.id(topic).isPresent();
        };
    }

    private boolean wouldCreate(Message request, String topic) {
        return autoCreatesTopics
                && topics.id(topic).isEmpty()
                && (!request.has("AllowAutoTopicCreation") || request.getBoolean("AllowAutoTopicCreation"));
    }

    /** The name of the resource that a field names; null if there is none. */
    private @Nullable String name(AccessRule rule, Message message, FieldPath field) {
        if (rule.type() == AclResourceType.CLUSTER) {
            return AclResource.CLUSTER_NAME;
        }
        Object value = field.find(message).orElse(null);
        if (value instanceof UUID id) {
            return topics.name(id).orElse(null);
        }
        return value instanceof String name ? name : null;
    }

    private boolean allows(AccessRule rule, AclClient client, String name) {
        if (authorizer.allows(client, rule.operation(), rule.type(), name)) {
            return true;
        }
        Alternative otherwise = rule.otherwise();
        if (otherwise == null) {
            return false;
        }
        if (otherwise.any()) {
            return authorizer.allowsAny(client, otherwise.operation(), otherwise.type());
        }
        String other = otherwise.type() == AclResourceType.CLUSTER ? AclResource.CLUSTER_NAME : name;
        return authorizer.allows(client, otherwise.operation(), otherwise.type(), other);
    }

    /** A response without what the client may not see, and with the operations that it may do. */
    public Message visible(Message request, Message response, AclClient client) {
        if (!authorizer.isEnabled()) {
            return response;
        }
        Message shown = response;
        for (AccessRule rule : rules.of(request.id().name())) {
            FieldPath field = rule.field();
            if (rule.effect() == Effect.HIDE && field != null && applies(rule, request)) {
                List<FieldPath> hidden = new ArrayList<>();
                for (FieldPath each : field.in(shown)) {
                    String name = name(rule, shown, each);
                    if (name != null && !allows(rule, client, name) && isFound(shown, each)) {
                        hidden.add(each);
                    }
                }
                Collections.reverse(hidden);
                for (FieldPath each : hidden) {
                    shown = withoutEntry(shown, each);
                }
            }
        }
        return AuthorizedOperations.in(shown, authorizer, client);
    }

    /** Whether the entry around a field reports no error: what reports one was asked for by name. */
    private static boolean isFound(Message response, FieldPath field) {
        Optional<Object> entry = field.structure().flatMap(structure -> structure.find(response));
        return !(entry.orElse(null) instanceof Message message)
                || !message.has("ErrorCode")
                || message.getInt("ErrorCode") == 0;
    }

    private static Message withoutEntry(Message message, FieldPath field) {
        List<PathStep> steps = field.steps();
        int last = steps.size() - 1;
        while (last > 0 && !(steps.get(last) instanceof PathStep.Index)) {
            last--;
        }
        return field.prefix(last + 1).remove(message);
    }
}

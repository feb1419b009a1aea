package io.kspec.mock.recording;

import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, as the conditions of a stub: every value by its path, except those that differ from run to run, such as
 * records, and those that the response does not depend on, such as timeouts.
 */
final class RequestConditions {
    private static final Set<FieldKind> IGNORED_KINDS = Set.of(FieldKind.BYTES, FieldKind.RECORDS, FieldKind.FLOAT64);
    private static final Set<String> IGNORED = Set.of(
            "MaxWaitMs",
            "MinBytes",
            "MaxBytes",
            "PartitionMaxBytes",
            "TimeoutMs",
            "SessionId",
            "SessionEpoch",
            "ForgottenTopicsData",
            "Reason");

    private final Map<String, @Nullable Object> found = new LinkedHashMap<>();

    private RequestConditions() {}

    static Map<String, @Nullable Object> of(Message request) {
        RequestConditions conditions = new RequestConditions();
        if (!request.id().name().equals("ApiVersions")) {
            conditions.add(request, "");
        }
        return conditions.found;
    }

    private void add(Message struct, String prefix) {
        for (FieldSpec field : struct.spec().allFields()) {
            if (!IGNORED.contains(field.name()) && !IGNORED_KINDS.contains(field.kind()) && isSent(struct, field)) {
                add(struct.get(field), prefix + field.name());
            }
        }
    }

    /** Whether a field says something: a topic is named by one of two fields, and not every tagged field is written. */
    private static boolean isSent(Message struct, FieldSpec field) {
        if (KafkaUuid.ZERO.equals(struct.get(field)) || (struct.has("TopicId") && struct.get(field) == null)) {
            return false;
        }
        return !field.isTagged()
                || struct.isWritten(struct.spec().taggedFields().indexOf(field));
    }

    private void add(@Nullable Object value, String path) {
        if (value instanceof Message struct) {
            add(struct, path + ".");
        } else if (value instanceof List<?> entries && !entries.isEmpty() && entries.get(0) instanceof Message) {
            for (int i = 0; i < entries.size(); i++) {
                add(entries.get(i), path + "[" + i + "]");
            }
        } else {
            found.put(path, MessageTree.plain(value));
        }
    }
}

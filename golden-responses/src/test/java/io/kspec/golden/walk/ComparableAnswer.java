package io.kspec.golden.walk;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A response as text, without what may differ between two brokers: order, wording, ids, places and times. */
final class ComparableAnswer {
    private static final Set<String> IGNORED = Set.of(
            "ThrottleTimeMs",
            "ErrorMessage",
            "TopicId",
            "ClusterId",
            "Port",
            "LogDir",
            "TotalBytes",
            "UsableBytes",
            "LogAppendTimeMs",
            "BatchIndexErrorMessage",
            "Timestamp",
            "Documentation");

    /** Lists whose order matters: where a value comes from, and which replica is preferred. */
    private static final Set<String> IN_ORDER = Set.of("Synonyms", "ReplicaNodes", "Replicas");

    private final Set<String> ignoredConfigs;
    private final Set<String> ignoredFields;

    /**
     * Creates a form of responses.
     *
     * @param ignoredConfigs configurations that a release has otherwise than the mock
     */
    ComparableAnswer(Set<String> ignoredConfigs) {
        this(ignoredConfigs, Set.of());
    }

    /**
     * Creates a form of responses.
     *
     * @param ignoredConfigs configurations that a release has otherwise than the mock
     * @param ignoredFields fields that a release has otherwise than the mock
     */
    ComparableAnswer(Set<String> ignoredConfigs, Set<String> ignoredFields) {
        this.ignoredConfigs = Set.copyOf(ignoredConfigs);
        this.ignoredFields = Set.copyOf(ignoredFields);
    }

    String of(Message message) {
        return message.spec().fields().stream()
                .filter(field -> !IGNORED.contains(field.name()) && !ignoredFields.contains(field.name()))
                .map(field -> field.name() + "=" + value(message, field))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private @Nullable Object value(Message message, FieldSpec field) {
        Object value = message.get(field);
        if (value instanceof Message struct) {
            return of(struct);
        }
        if (value instanceof List<?> entries && !IN_ORDER.contains(field.name())) {
            return entries.stream()
                    .filter(entry -> !isIgnored(field, entry))
                    .map(entry -> entry instanceof Message struct ? of(struct) : String.valueOf(entry))
                    .sorted()
                    .toList();
        }
        return value;
    }

    private boolean isIgnored(FieldSpec field, Object entry) {
        return field.name().equals("Configs")
                && entry instanceof Message config
                && ignoredConfigs.contains(config.getString("Name"));
    }
}

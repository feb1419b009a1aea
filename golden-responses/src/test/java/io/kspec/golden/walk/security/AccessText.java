package io.kspec.golden.walk.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a response tells of access: names, errors of authorization and authorized operations. Other errors are not told apart. */
final class AccessText {
    private static final Set<ErrorCode> DENIALS = EnumSet.of(
            ErrorCode.TOPIC_AUTHORIZATION_FAILED,
            ErrorCode.GROUP_AUTHORIZATION_FAILED,
            ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
            ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
            ErrorCode.DELEGATION_TOKEN_AUTHORIZATION_FAILED,
            ErrorCode.OPERATION_NOT_ATTEMPTED,
            ErrorCode.UNKNOWN_TOPIC_ID);
    private static final Set<String> NAMES = Set.of(
            "Name",
            "Topic",
            "TopicName",
            "GroupId",
            "Key",
            "TransactionalId",
            "ResourceName",
            "ResourceType",
            "PartitionIndex");

    private final Map<String, UUID> ids;

    AccessText(Map<String, UUID> ids) {
        this.ids = ids;
    }

    String of(Message message) {
        StringBuilder text = new StringBuilder();
        for (FieldSpec field : message.spec().fields()) {
            String name = field.name();
            if (field.type().isStructArray()) {
                if (!message.isNull(name) && !name.equals("Brokers") && !name.equals("Configs")) {
                    List<String> entries = message.getStructs(name).stream()
                            .map(this::of)
                            .filter(entry -> !entry.isEmpty() && !entry.contains("=__"))
                            .sorted()
                            .toList();
                    text.append(entries.isEmpty() ? "" : name + entries + " ");
                }
            } else if (name.endsWith("ErrorCode")) {
                ErrorCode error = ErrorCode.of(message.getInt(name)).orElseThrow();
                text.append(DENIALS.contains(error) ? error + " " : "");
            } else if (NAMES.contains(name) || name.endsWith("AuthorizedOperations")) {
                text.append(name).append('=').append(message.get(name)).append(' ');
            } else if (name.equals("TopicId")) {
                text.append("TopicId=").append(topic(message.getUuid(name))).append(' ');
            }
        }
        return text.toString().strip();
    }

    private String topic(UUID id) {
        List<String> names = new ArrayList<>(ids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        return names.isEmpty() ? "?" : names.get(0);
    }
}

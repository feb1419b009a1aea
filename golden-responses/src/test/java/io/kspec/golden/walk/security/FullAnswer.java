package io.kspec.golden.walk.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A response as text, without what two brokers have of their own, such as ids and times; of a message, whether a denial has one. */
final class FullAnswer {
    /** Places, times, ids, offsets and epochs. Apache Kafka names no user where it denies DescribeUserScramCredentials. */
    private static final Set<String> OF_THE_BROKER = Set.of(
            "AssignmentEpoch",
            "BaseOffset",
            "Brokers",
            "ClusterId",
            "Configs",
            "EndOffset",
            "ExpiryTimestamp",
            "ExpiryTimestampMs",
            "GroupEpoch",
            "HighWatermark",
            "Hmac",
            "Host",
            "IssueTimestamp",
            "IssueTimestampMs",
            "LastStableOffset",
            "LogDir",
            "MaxTimestamp",
            "MaxTimestampMs",
            "MemberEpoch",
            "NodeId",
            "Offset",
            "PartitionSize",
            "Port",
            "ProducerEpoch",
            "ProducerId",
            "Records",
            "ThrottleTimeMs",
            "TokenId",
            "TotalBytes",
            "UsableBytes",
            "User");

    private static final String MESSAGE = "ErrorMessage";

    private final Map<UUID, String> topics;

    FullAnswer(Map<String, UUID> ids) {
        this.topics = ids.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    String of(Message message) {
        return Stream.concat(message.spec().fields().stream(), message.spec().taggedFields().stream())
                .filter(field -> !OF_THE_BROKER.contains(field.name()))
                .filter(field -> !field.name().equals(MESSAGE) || isDenied(message))
                .map(field -> field.name() + "=" + text(field, message.get(field)))
                .collect(Collectors.joining(" "));
    }

    private static boolean isDenied(Message message) {
        return ErrorCode.describe(message.getInt("ErrorCode")).endsWith("AUTHORIZATION_FAILED");
    }

    private @Nullable Object text(FieldSpec field, @Nullable Object value) {
        if (value instanceof Message struct) {
            return "{" + of(struct) + "}";
        }
        if (value instanceof List<?> entries) {
            return entries.stream()
                    .filter(entry -> !isShared(entry))
                    .map(entry -> String.valueOf(text(field, entry)))
                    .filter(entry -> !entry.contains("=__") && !entry.endsWith(" Partitions=[]}"))
                    .sorted()
                    .toList();
        }
        if (value instanceof UUID id) {
            return topics.getOrDefault(id, "?");
        }
        if (field.name().equals(MESSAGE)) {
            return value == null || value.equals("") ? "none" : "a text";
        }
        return value instanceof Number code && field.name().endsWith("ErrorCode")
                ? ErrorCode.describe(code.intValue())
                : value;
    }

    /** Whether it is a partition that ShareFetch may read, which responses have sooner or later. */
    private static boolean isShared(Object entry) {
        return entry instanceof Message partition
                && partition.has("AcquiredRecords")
                && partition.getInt("ErrorCode") == ErrorCode.NONE.code();
    }
}

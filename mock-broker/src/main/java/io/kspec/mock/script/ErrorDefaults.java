package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import java.util.Map;
import java.util.Set;

/** The values that Kafka sends with an error where they differ from the defaults of the definitions. */
final class ErrorDefaults {
    /** The fields that are -1, by API. */
    private static final Map<String, Set<String>> MINUS_ONE = Map.ofEntries(
            Map.entry("Produce", Set.of("BaseOffset", "LogStartOffset")),
            Map.entry("Fetch", Set.of("HighWatermark", "LastStableOffset", "LogStartOffset")),
            Map.entry("OffsetFetch", Set.of("CommittedOffset")),
            Map.entry("FindCoordinator", Set.of("NodeId", "Port")),
            Map.entry("JoinGroup", Set.of("GenerationId")),
            Map.entry("CreateTopics", Set.of("NumPartitions", "ReplicationFactor")),
            Map.entry("DeleteRecords", Set.of("LowWatermark")),
            Map.entry("InitProducerId", Set.of("ProducerId", "ProducerEpoch")),
            Map.entry("CreateDelegationToken", Set.of("IssueTimestampMs", "ExpiryTimestampMs", "MaxTimestampMs")),
            Map.entry("DescribeShareGroupOffsets", Set.of("StartOffset")),
            Map.entry("OffsetForLeaderEpoch", Set.of("LeaderEpoch", "EndOffset")));

    /** The fields that are null in versions that allow it, by API. */
    private static final Map<String, Set<String>> NULL =
            Map.of("JoinGroup", Set.of("ProtocolName"), "DescribeClientQuotas", Set.of("Entries"));

    private ErrorDefaults() {}

    /** A structure of a response to which nothing but an error is to be added. */
    static Message of(StructSpec struct) {
        Set<String> minusOne = MINUS_ONE.getOrDefault(struct.messageId().name(), Set.of());
        MessageBuilder builder = Message.builder(struct);
        for (FieldSpec field : struct.fields()) {
            if (minusOne.contains(field.name())) {
                builder.set(field.name(), -1);
            } else if (field.nullable() && isNull(struct, field)) {
                builder.set(field.name(), null);
            } else if (field.kind() == FieldKind.RECORDS) {
                builder.set(field.name(), Bytes.EMPTY);
            }
        }
        return builder.build();
    }

    private static boolean isNull(StructSpec struct, FieldSpec field) {
        return NULL.getOrDefault(struct.messageId().name(), Set.of()).contains(field.name());
    }
}

package io.kspec.recorder.scenario;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a response must contain for its client to go on: the error codes, the offsets that follow from what was sent before, the
 * number of partitions of a topic, a member's assignment, and the first record of a Fetch.
 */
final class ExpectedValues {
    /** The fields with an offset that depends on nothing but the requests before, by API. */
    private static final Map<String, String> OFFSETS =
            Map.of("Produce", "BaseOffset", "ListOffsets", "Offset", "OffsetFetch", "CommittedOffset");

    private static final List<String> PARTITIONS = List.of("PartitionIndex", "Index");

    private final SessionNames names;
    private final PartitionOffsets offsets;
    private final CapturedValues captured;
    private final RequestText texts;
    /** Whether a transaction has ended: its markers are written a moment later, and have offsets, too. */
    private boolean endsTransactions;

    ExpectedValues(SessionNames names, PartitionOffsets offsets, CapturedValues captured, RequestText texts) {
        this.names = names;
        this.offsets = offsets;
        this.captured = captured;
        this.texts = texts;
    }

    /** The expectations of a step, by path. */
    Map<String, Object> of(SessionStep step, Message response, VersionRange range) {
        Map<String, Object> expected = new LinkedHashMap<>();
        ErrorCodes.of(step, response).forEach((path, code) -> expected.put(at(path, range), ErrorCodes.expected(code)));
        endsTransactions |= step.is("EndTxn");
        String offset = OFFSETS.get(step.api().name());
        if (offset != null && !(endsTransactions && step.is("ListOffsets"))) {
            offsets(offset, "", response, null, range, expected);
        }
        switch (step.api().name()) {
            case "Metadata" -> partitions(step, response, expected);
            case "JoinGroup" -> leader(step, response, expected);
            case "SyncGroup" -> assignment(response, expected);
            case "Fetch" -> record(step.request(), response, expected);
            default -> {}
        }
        return expected;
    }

    private static String at(String path, VersionRange range) {
        return range.isInAllResponses(path) ? path : path + "?";
    }

    private void offsets(
            String name,
            String path,
            Message message,
            @Nullable String outerTopic,
            VersionRange range,
            Map<String, Object> expected) {
        String own = names.topicOf(message);
        String topic = own == null ? outerTopic : own;
        for (FieldSpec field : message.spec().allFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = message.get(field);
            if (value instanceof List<?> entries && entries.size() == 1 && entries.get(0) instanceof Message entry) {
                offsets(name, at + "[0]", entry, topic, range, expected);
            } else if (field.name().equals(name) && value instanceof Long offset && topic != null) {
                expected.put(at(at, range), offsets.moved(place(topic, message), offset));
            }
        }
    }

    private static PartitionOffsets.@Nullable Place place(String topic, Message partition) {
        return PARTITIONS.stream()
                .filter(partition::has)
                .findFirst()
                .map(field -> new PartitionOffsets.Place(topic, partition.getInt(field)))
                .orElse(null);
    }

    private void partitions(SessionStep step, Message response, Map<String, Object> expected) {
        List<Message> topics = response.getStructs("Topics");
        if (!step.asksForAllTopics()
                && topics.size() == 1
                && names.topicOf(topics.get(0)) != null
                && topics.get(0).getShort("ErrorCode") == 0) {
            expected.put(
                    "Topics[0].Partitions",
                    Map.of("count", topics.get(0).getStructs("Partitions").size()));
        }
    }

    /** Only the leader learns of the other members. */
    private void leader(SessionStep step, Message response, Map<String, Object> expected) {
        String member = response.getString("MemberId");
        String variable = captured.variable(step.role(), "MemberId", member, null);
        if (variable != null
                && response.getShort("ErrorCode") == 0
                && response.getString("Leader").equals(member)) {
            expected.put("Leader", variable);
            expected.put(
                    "Members", Map.of("count", response.getStructs("Members").size()));
        }
    }

    private void assignment(Message response, Map<String, Object> expected) {
        Bytes bytes = response.getBytes("Assignment");
        if (!bytes.isEmpty()) {
            texts.assignment(bytes).ifPresent(text -> expected.put("Assignment", text));
        }
    }

    /** The record at the offset that was asked for: brokers may or may not return what their batches have before it. */
    private void record(Message request, Message response, Map<String, Object> expected) {
        List<Message> topics = response.getStructs("Responses");
        if (topics.size() != 1 || topics.get(0).getStructs("Partitions").size() != 1) {
            return;
        }
        Message partition = topics.get(0).getStructs("Partitions").get(0);
        String topic = names.topicOf(topics.get(0));
        FetchedRecords.from(partition, askedFor(request, topic, partition)).ifPresent(record -> {
            PartitionOffsets.Place place = topic == null ? null : place(topic, partition);
            long offset = offsets.moved(place, record.offset());
            String which = place == null || offset == 0 ? "0" : "Offset=" + offset;
            String at = "Responses[0].Partitions[0].Records[" + which + "].";
            texts.record(record).forEach((field, value) -> {
                if (!field.equals("headers")) {
                    expected.put(at + (field.equals("key") ? "Key" : "Value"), value);
                }
            });
        });
    }

    /** The offset that a partition is fetched from; 0 if the request leaves that to its session. */
    private long askedFor(Message request, @Nullable String name, Message answered) {
        return request.getStructs("Topics").stream()
                .filter(topic -> Objects.equals(names.topicOf(topic), name))
                .flatMap(topic -> topic.getStructs("Partitions").stream())
                .filter(partition -> partition.getInt("Partition") == answered.getInt("PartitionIndex"))
                .mapToLong(partition -> partition.getLong("FetchOffset"))
                .findFirst()
                .orElse(0);
    }
}

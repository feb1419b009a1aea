package io.kspec.protocol.blame;

import io.kspec.protocol.Message;
import io.kspec.protocol.MessageId;
import java.util.Map;
import java.util.Set;

/** Whether a response has the topics and partitions that its request names, and no others. */
final class CoverageCheck implements OddityCheck {
    private static final Set<String> EXACT = Set.of(
            "Produce",
            "ListOffsets",
            "OffsetCommit",
            "OffsetFetch",
            "CreateTopics",
            "DeleteTopics",
            "DeleteRecords",
            "OffsetForLeaderEpoch",
            "CreatePartitions",
            "OffsetDelete");
    private static final String FETCH = "Fetch";
    private static final String METADATA = "Metadata";

    @Override
    public void check(Testimony testimony) {
        Message request = testimony.request();
        Message body = testimony.body();
        MessageId id = body.id();
        boolean exact = EXACT.contains(id.name())
                || id.name().equals(FETCH)
                || id.name().equals(METADATA);
        if (request == null || !exact || hasTopLevelError(body)) {
            return;
        }
        Map<String, String> asked = TopicPartitions.of(request);
        Map<String, String> answered = TopicPartitions.of(body);
        if (isEverything(id, request, asked) || TopicPartitions.namesDiffer(asked, answered)) {
            return;
        }
        boolean absentIsFine = id.name().equals(FETCH) && (isIncremental(request) || isThrottled(body, answered));
        asked.forEach((partition, path) -> {
            if (!absentIsFine && !answered.containsKey(partition)) {
                testimony.report(OddityKind.TOPIC_ABSENT, arrayOf(body), partition + " was asked for and is not there");
            }
        });
        boolean extraIsFine = id.name().equals(FETCH) && isIncremental(request);
        answered.forEach((partition, path) -> {
            if (!extraIsFine && !asked.containsKey(partition)) {
                testimony.report(OddityKind.TOPIC_EXTRA, path, partition + " is there and was not asked for");
            }
        });
    }

    private static boolean hasTopLevelError(Message body) {
        return body.has("ErrorCode") && body.getShort("ErrorCode") != 0;
    }

    /** Null, or nothing in Metadata v0, asks for all topics. */
    private static boolean isEverything(MessageId id, Message request, Map<String, String> asked) {
        boolean nullTopics = hasNullTopics(request)
                || (request.has("Groups")
                        && request.spec().field("Groups").type().isStructArray()
                        && request.getStructs("Groups").stream().anyMatch(CoverageCheck::hasNullTopics));
        return nullTopics || (id.name().equals(METADATA) && id.version() == 0 && asked.isEmpty());
    }

    private static boolean hasNullTopics(Message message) {
        return message.has("Topics") && message.isNull("Topics");
    }

    private static boolean isIncremental(Message request) {
        return request.has("SessionEpoch") && request.getInt("SessionEpoch") > 0;
    }

    private static boolean isThrottled(Message body, Map<String, String> answered) {
        return answered.isEmpty() && body.has("ThrottleTimeMs") && body.getInt("ThrottleTimeMs") > 0;
    }

    private static String arrayOf(Message body) {
        return body.has("Topics") ? "Topics" : body.has("Responses") ? "Responses" : body.has("Groups") ? "Groups" : "";
    }
}

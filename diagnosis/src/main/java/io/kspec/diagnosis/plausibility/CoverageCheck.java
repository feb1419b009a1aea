package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a response has the topics and partitions that its request names, and no others. */
final class CoverageCheck implements ResponseCheck {
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
    public void check(PlausibilityContext testimony) {
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
                testimony.report(
                        ImplausibleKind.TOPIC_ABSENT, arrayOf(body), partition + " was asked for and is not there");
            }
        });
        boolean extraIsFine = id.name().equals(FETCH) && isIncremental(request);
        answered.forEach((partition, path) -> {
            if (!extraIsFine && !asked.containsKey(partition)) {
                testimony.report(ImplausibleKind.TOPIC_EXTRA, path, partition + " is there and was not asked for");
            }
        });
    }

    /** An error of the answer as a whole, or of a group in it, stands for all topics that are not there. */
    private static boolean hasTopLevelError(Message body) {
        boolean ofTheWhole = body.has("ErrorCode") && body.getShort("ErrorCode") != 0;
        return ofTheWhole || groupsOf(body).stream().anyMatch(CoverageCheck::hasTopLevelError);
    }

    /** Null, of a group too, or nothing in Metadata v0, asks for all topics. */
    private static boolean isEverything(MessageId id, Message request, Map<String, String> asked) {
        return hasNullTopics(request)
                || groupsOf(request).stream().anyMatch(CoverageCheck::hasNullTopics)
                || (id.name().equals(METADATA) && id.version() == 0 && asked.isEmpty());
    }

    private static boolean hasNullTopics(Message request) {
        return request.has("Topics") && request.isNull("Topics");
    }

    /** OffsetFetch asks for several groups since version 8. */
    private static List<Message> groupsOf(Message message) {
        return message.has("Groups") ? message.getStructs("Groups") : List.of();
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

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        boolean covered = EXACT.contains(api.name())
                || api.name().equals(FETCH)
                || api.name().equals(METADATA);
        return covered ? Set.of(ImplausibleKind.TOPIC_ABSENT, ImplausibleKind.TOPIC_EXTRA) : Set.of();
    }
}

package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that a response has the topics and partitions of its request, and no others. */
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
    public void check(PlausibilityContext context) {
        Message request = context.request();
        Message body = context.body();
        MessageId id = body.id();
        boolean exact = EXACT.contains(id.name())
                || id.name().equals(FETCH)
                || id.name().equals(METADATA);
        if (request == null || !exact || hasTopLevelError(body)) {
            return;
        }
        Map<String, String> requested = TopicPartitions.of(request);
        Map<String, String> answered = TopicPartitions.of(body);
        if (isEverything(id, request, requested) || TopicPartitions.namesDiffer(requested, answered)) {
            return;
        }
        boolean absentIsFine = id.name().equals(FETCH) && (isIncremental(request) || isThrottled(body, answered));
        requested.forEach((partition, path) -> {
            if (!absentIsFine && !answered.containsKey(partition)) {
                context.report(
                        ImplausibleKind.TOPIC_ABSENT, arrayOf(body), partition + " was requested but is missing");
            }
        });
        boolean extraIsFine = id.name().equals(FETCH) && isIncremental(request);
        answered.forEach((partition, path) -> {
            if (!extraIsFine && !requested.containsKey(partition)) {
                context.report(ImplausibleKind.TOPIC_EXTRA, path, partition + " was not requested");
            }
        });
    }

    /** An error for the whole response, or for a group in it, explains missing topics. */
    private static boolean hasTopLevelError(Message body) {
        boolean ofTheWhole = body.has("ErrorCode") && body.getShort("ErrorCode") != 0;
        return ofTheWhole || groupsOf(body).stream().anyMatch(CoverageCheck::hasTopLevelError);
    }

    /** Null topics (also of a group), or an empty list in Metadata v0, request all topics. */
    private static boolean isEverything(MessageId id, Message request, Map<String, String> requested) {
        return hasNullTopics(request)
                || groupsOf(request).stream().anyMatch(CoverageCheck::hasNullTopics)
                || (id.name().equals(METADATA) && id.version() == 0 && requested.isEmpty());
    }

    private static boolean hasNullTopics(Message request) {
        return request.has("Topics") && request.isNull("Topics");
    }

    /** OffsetFetch requests several groups since version 8. */
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

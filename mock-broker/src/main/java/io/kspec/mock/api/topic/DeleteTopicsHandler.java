package io.kspec.mock.api.topic;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DeleteTopics.
 *
 * <ul>
 *   <li>v1: throttle time.
 *   <li>v3: TOPIC_DELETION_DISABLED is possible; the mock never returns it.
 *   <li>v4: flexible. v5: error messages; THROTTLING_QUOTA_EXCEEDED is possible (KIP-599), before, the client is only
 *       throttled.
 *   <li>v6: topics by name or by id (KIP-516); an unknown id is answered UNKNOWN_TOPIC_ID.
 * </ul>
 */
public final class DeleteTopicsHandler implements ApiHandler {
    private final Cluster cluster;

    public DeleteTopicsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A topic as the request identifies it. */
    private record Asked(@Nullable String name, UUID id) {
        boolean hasId() {
            return !id.equals(KafkaUuid.ZERO);
        }
    }

    @Override
    public String api() {
        return "DeleteTopics";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 6);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<Asked> asked = asked(request, context.version());
        Map<Asked, Long> times =
                asked.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        boolean timesOut = request.getInt("TimeoutMs") <= 0;
        MessageBuilder response = context.response();
        response.setEach("Responses", asked.stream().distinct().toList(), (result, topic) -> {
            boolean isRepeated = times.getOrDefault(topic, 0L) > 1 && (topic.hasId() || topic.name() != null);
            delete(result, topic, isRepeated, timesOut, context);
        });
        return HandlerAnswer.now(response.build());
    }

    private static List<Asked> asked(Message request, int version) {
        return version >= 6
                ? request.getStructs("Topics").stream()
                        .map(topic -> new Asked(topic.getNullableString("Name"), topic.getUuid("TopicId")))
                        .toList()
                : request.getStrings("TopicNames").stream()
                        .map(name -> new Asked(name, KafkaUuid.ZERO))
                        .toList();
    }

    private void delete(
            MessageBuilder result, Asked asked, boolean isRepeated, boolean timesOut, RequestContext context) {
        result.set("Name", asked.name()).setIfPresent("TopicId", asked.id());
        if (asked.name() != null && asked.hasId()) {
            refuse(result, ErrorCode.INVALID_REQUEST, "A topic must be identified by its name or its id, not by both.");
        } else if (asked.name() == null && !asked.hasId()) {
            refuse(result, ErrorCode.INVALID_REQUEST, "The topic has neither a name nor an id.");
        } else if (isRepeated) {
            refuse(result, ErrorCode.INVALID_REQUEST, "The topic is named more than once.");
        } else {
            deleteOne(result, asked, timesOut, context);
        }
    }

    private void deleteOne(MessageBuilder result, Asked asked, boolean timesOut, RequestContext context) {
        Optional<Topic> found = asked.name() == null
                ? cluster.topics().find(asked.id())
                : cluster.topics().find(asked.name());
        if (found.isEmpty()) {
            boolean byName = asked.name() != null;
            refuse(
                    result,
                    byName ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.UNKNOWN_TOPIC_ID,
                    "There is no such topic.");
        } else if (timesOut) {
            // With a timeout of 0, Kafka times out immediately.
            refuse(result, ErrorCode.REQUEST_TIMED_OUT, null);
        } else if (context.throttle()
                .refusesMutation(found.get().partitions().size(), context.version() >= 5, context.nowMs())) {
            refuse(result, ErrorCode.THROTTLING_QUOTA_EXCEEDED, "The throttling quota has been exceeded.");
        } else {
            result.set("Name", found.get().name())
                    .setIfPresent("TopicId", found.get().id());
            cluster.delete(found.get());
        }
    }

    private static void refuse(MessageBuilder result, ErrorCode error, @Nullable String message) {
        result.set("ErrorCode", error).setIfPresent("ErrorMessage", message);
    }
}

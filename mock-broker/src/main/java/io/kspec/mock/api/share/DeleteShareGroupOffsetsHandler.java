package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.ShareGroupCoordinator;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/** DeleteShareGroupOffsets (KIP-932): lets a group without members forget topics. */
public final class DeleteShareGroupOffsetsHandler implements ApiHandler {
    private final Cluster cluster;

    public DeleteShareGroupOffsetsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DeleteShareGroupOffsets";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String groupId = request.getString("GroupId");
        ShareGroupCoordinator groups = cluster.shareGroups().coordinator();
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        ErrorCode error = misplaced == ErrorCode.NONE ? groups.checkEmpty(groupId) : misplaced;
        MessageBuilder response = context.response();
        if (error != ErrorCode.NONE || !groups.hasHadTopics(groupId)) {
            return HandlerAnswer.now(response.set("ErrorCode", error).build());
        }
        response.setEach("Responses", request.getStructs("Topics"), (entry, topic) -> {
            Optional<Topic> found = cluster.topics().find(topic.getString("TopicName"));
            entry.set("TopicName", topic.getString("TopicName"))
                    .set("TopicId", found.map(Topic::id).orElse(KafkaUuid.ZERO))
                    .set(
                            "ErrorCode",
                            found.map(known -> groups.deleteOffsets(groupId, known.id()))
                                    .orElse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
        });
        return HandlerAnswer.now(response.build());
    }
}

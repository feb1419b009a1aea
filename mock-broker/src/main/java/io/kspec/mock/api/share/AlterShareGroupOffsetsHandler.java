package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.ShareGroupCoordinator;
import io.kspec.mock.group.share.SharedPartition;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/** AlterShareGroupOffsets (KIP-932): lets a group without members begin at other offsets. */
public final class AlterShareGroupOffsetsHandler implements ApiHandler {
    private final Cluster cluster;

    public AlterShareGroupOffsetsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AlterShareGroupOffsets";
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
        boolean anyTopic = request.getStructs("Topics").stream()
                .anyMatch(topic ->
                        cluster.topics().find(topic.getString("TopicName")).isPresent());
        ErrorCode error = misplaced == ErrorCode.NONE ? groups.beginAltering(groupId, anyTopic) : misplaced;
        MessageBuilder response = context.response();
        if (error != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", error).build());
        }
        response.setEach("Responses", request.getStructs("Topics"), (entry, topic) -> {
            Optional<Topic> found = cluster.topics().find(topic.getString("TopicName"));
            entry.set("TopicName", topic.getString("TopicName"))
                    .set("TopicId", found.map(Topic::id).orElse(KafkaUuid.ZERO));
            entry.setEach("Partitions", topic.getStructs("Partitions"), (result, partition) -> {
                int index = partition.getInt("PartitionIndex");
                ErrorCode altered = found.filter(known -> known.partition(index).isPresent())
                        .map(known -> groups.alter(
                                groupId, new SharedPartition(known.id(), index), partition.getLong("StartOffset")))
                        .orElse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
                result.set("PartitionIndex", index).set("ErrorCode", altered);
            });
        });
        return HandlerAnswer.now(response.build());
    }
}

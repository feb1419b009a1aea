package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.EpochHistory;
import io.kspec.mock.log.EpochHistory.EpochEnd;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/**
 * OffsetForLeaderEpoch (KIP-101): where the records of a leader epoch end. An epoch that the leader does not know has epoch and
 * offset -1, and no error.
 *
 * <ul>
 *   <li>v1: the epoch that was found.
 *   <li>v2: the leader epoch that the client knows, which is fenced (KIP-320); throttle time.
 *   <li>v3: the replica id, which does not matter here. v4: flexible.
 * </ul>
 */
public final class OffsetForLeaderEpochHandler implements ApiHandler {
    private static final int NO_EPOCH = -1;

    private final Cluster cluster;

    public OffsetForLeaderEpochHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "OffsetForLeaderEpoch";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 4);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return HandlerAnswer.now(context.response()
                .setEach("Topics", request.getStructs("Topics"), (result, asked) -> {
                    Optional<Topic> topic = cluster.topics().find(asked.getString("Topic"));
                    result.set("Topic", asked.getString("Topic"))
                            .setEach(
                                    "Partitions",
                                    asked.getStructs("Partitions"),
                                    (entry, partition) -> fill(entry, topic, partition, context));
                })
                .build());
    }

    private void fill(MessageBuilder entry, Optional<Topic> topic, Message asked, RequestContext context) {
        int partition = asked.getInt("Partition");
        entry.set("Partition", partition);
        Optional<PartitionLog> log = topic.flatMap(found -> found.partition(partition));
        if (log.isEmpty()) {
            entry.set("ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            return;
        }
        int known = context.version() >= 2 ? asked.getInt("CurrentLeaderEpoch") : NO_EPOCH;
        ErrorCode unfit = cluster.replicas().checkLeader(topic.orElseThrow(), partition, context.brokerId(), known);
        entry.set("ErrorCode", unfit);
        if (unfit == ErrorCode.NONE) {
            EpochHistory epochs = log.get().epochs();
            EpochEnd end = epochs.endOf(asked.getInt("LeaderEpoch"), log.get().endOffset());
            entry.setIfPresent("LeaderEpoch", end.epoch()).set("EndOffset", end.endOffset());
        }
    }
}

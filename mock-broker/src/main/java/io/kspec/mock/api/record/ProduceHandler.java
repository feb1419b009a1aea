package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.CurrentLeaders;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.AppendResult;
import io.kspec.mock.log.Appender;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.log.ProduceRules;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicName;
import io.kspec.mock.topic.TopicReference;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/**
 * Produce. Only a client with the id {@value #ADMIN_CLIENT} can write to internal topics.
 *
 * <ul>
 *   <li>v0 to v2: message sets of magic 0 and 1, which are converted to record batches. v1: throttle time. v2: log
 *       append time.
 *   <li>v3: exactly one record batch of magic 2 per partition; transactional id (KIP-98).
 *   <li>v4: KAFKA_STORAGE_ERROR is possible; before, NOT_LEADER_OR_FOLLOWER was returned instead.
 *   <li>v5: log start offset. v7: zstd (KIP-110).
 *   <li>v8: which records failed, and an error message (KIP-467). v9: flexible.
 *   <li>v10: current leaders, as tagged fields (KIP-951).
 *   <li>v11: TRANSACTION_ABORTABLE instead of INVALID_TXN_STATE if the partition is not part of the transaction (KIP-890).
 *   <li>v12: the partition is added to the transaction, without AddPartitionsToTxn (KIP-890).
 *   <li>v13: topic ids instead of names (KIP-516).
 * </ul>
 */
public final class ProduceHandler implements ApiHandler {
    private static final int ACKS_ALL = -1;
    private static final int ACKS_LEADER = 1;
    private static final int ACKS_NONE = 0;

    /** The client id by which Kafka recognizes who may write to internal topics. */
    private static final String ADMIN_CLIENT = "__admin_client";

    private final Cluster cluster;

    public ProduceHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "Produce";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 13);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        boolean[] failed = {false};
        TransactionalAppends transactional = TransactionalAppends.of(request, cluster, context);
        CurrentLeaders leaders = new CurrentLeaders(cluster, context.listener());
        response.setEach("Responses", request.getStructs("TopicData"), (topicResult, topicData) -> {
            Optional<Topic> topic = TopicReference.find(cluster.topics(), topicData);
            TopicReference.copy(topicData, topicResult);
            topicResult.setEach("PartitionResponses", topicData.getStructs("PartitionData"), (result, data) -> {
                AppendResult appended = append(request, topic, data, transactional, context);
                failed[0] |= appended.error() != ErrorCode.NONE;
                fill(result.set("Index", data.getInt("Index")), appended, context.version());
                if (appended.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER && topic.isPresent()) {
                    leaders.tell(result, topic.get(), data.getInt("Index"));
                }
            });
        });
        leaders.tellEndpoints(response);
        context.throttle().produced(context.nowMs());
        Message body = response.build();
        if (request.getInt("Acks") != ACKS_NONE) {
            return HandlerAnswer.now(body);
        }
        return failed[0] ? HandlerAnswer.disconnect(body) : HandlerAnswer.none(body);
    }

    private AppendResult append(
            Message request,
            Optional<Topic> topic,
            Message data,
            TransactionalAppends transactional,
            RequestContext context) {
        int acks = request.getInt("Acks");
        if (acks != ACKS_ALL && acks != ACKS_LEADER && acks != ACKS_NONE) {
            return AppendResult.refused(ErrorCode.INVALID_REQUIRED_ACKS);
        }
        if (topic.isEmpty() && context.version() >= 13) {
            return AppendResult.refused(ErrorCode.UNKNOWN_TOPIC_ID);
        }
        Bytes records = data.getNullableBytes("Records");
        Optional<PartitionLog> log = topic.flatMap(found -> found.partition(data.getInt("Index")));
        if (log.isEmpty()) {
            return AppendResult.refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (TopicName.isInternal(topic.orElseThrow().name()) && !ADMIN_CLIENT.equals(context.clientId())) {
            return AppendResult.refused(ErrorCode.INVALID_TOPIC_EXCEPTION);
        }
        ErrorCode misplaced =
                cluster.replicas().checkLeader(topic.orElseThrow(), data.getInt("Index"), context.brokerId());
        if (misplaced != ErrorCode.NONE) {
            return AppendResult.refused(misplaced);
        }
        if (records == null) {
            // Kafka never answers such a request.
            return AppendResult.refused(ErrorCode.INVALID_RECORD);
        }
        ErrorCode refused = transactional.check(data);
        if (refused != ErrorCode.NONE) {
            return AppendResult.refused(refused);
        }
        PartitionRegistration replicas = cluster.replicas().of(topic.orElseThrow(), data.getInt("Index"));
        if (acks == ACKS_ALL && replicas.isr().size() < minInSync(log.get(), replicas)) {
            return AppendResult.refused(ErrorCode.NOT_ENOUGH_REPLICAS);
        }
        return new Appender(log.get(), context.nowMs()).append(records, ProduceRules.of(context.version()));
    }

    /** Like Kafka since 3.9 or earlier, but not 3.3, demands no more replicas than the partition has. */
    private static int minInSync(PartitionLog log, PartitionRegistration replicas) {
        return Math.min(log.config().minInsyncReplicas(), replicas.replicas().size());
    }

    private static void fill(MessageBuilder result, AppendResult appended, int version) {
        ErrorCode error = version < 4 && appended.error() == ErrorCode.KAFKA_STORAGE_ERROR
                ? ErrorCode.NOT_LEADER_OR_FOLLOWER
                : appended.error();
        result.set("ErrorCode", error)
                .set("BaseOffset", appended.baseOffset())
                .setIfPresent("LogAppendTimeMs", appended.timestampMs())
                .setIfPresent("LogStartOffset", appended.logStartOffset())
                .setIfPresent("ErrorMessage", appended.message());
        if (version >= 8) {
            result.setEach("RecordErrors", appended.recordErrors(), (entry, fault) -> entry.set(
                            "BatchIndex", fault.batchIndex())
                    .set("BatchIndexErrorMessage", fault.message()));
        }
    }
}

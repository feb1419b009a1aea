package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.fetch.FetchTarget;
import io.kspec.mock.fetch.FetchedTopic;
import io.kspec.mock.fetch.PendingFetch;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Optional;

/**
 * Fetch. The response waits until the minimum number of bytes is available or the maximum wait time has passed.
 *
 * <ul>
 *   <li>v0, v1: record batches are converted to messages of magic 0; v2, v3: of magic 1. v1: throttle time.
 *   <li>v3: a limit on the size of the whole response, which the first batch may exceed so that consumers always make
 *       progress.
 *   <li>v4: record batches unconverted; isolation level, last stable offset, aborted transactions (KIP-98).
 *   <li>v5: log start offset. v7: fetch sessions (KIP-227), which the mock does not support: it returns session id 0,
 *       and FETCH_SESSION_ID_NOT_FOUND for any other session.
 *   <li>v9: leader epochs (KIP-320). v10: zstd (KIP-110); before, fetching a topic whose {@code compression.type} is
 *       zstd fails with UNSUPPORTED_COMPRESSION_TYPE.
 *   <li>v11: preferred read replica, always none. v12: flexible; epoch of the last fetched record.
 *   <li>v13: topic ids instead of names (KIP-516). v14: OFFSET_MOVED_TO_TIERED_STORAGE is possible; the mock never
 *       returns it.
 *   <li>v15: followers identify themselves in a tagged field (KIP-903). v16: current leaders, as tagged fields
 *       (KIP-951).
 *   <li>v17: directory ids of followers (KIP-853). v18: high watermarks of followers (KIP-1166).
 * </ul>
 */
public final class FetchHandler implements ApiHandler {
    private static final int FULL_AND_OPEN = 0;
    private static final int FULL_WITHOUT_SESSION = -1;
    private static final int READ_COMMITTED = 1;
    private static final int NO_EPOCH = -1;

    private final Cluster cluster;

    public FetchHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "Fetch";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 18);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        if (context.version() >= 7) {
            int epoch = request.getInt("SessionEpoch");
            if (epoch != FULL_AND_OPEN && epoch != FULL_WITHOUT_SESSION) {
                return HandlerAnswer.now(context.response()
                        .set("ErrorCode", ErrorCode.FETCH_SESSION_ID_NOT_FOUND)
                        .build());
            }
        }
        List<FetchedTopic> topics = request.getStructs("Topics").stream()
                .map(topic -> topic(request, topic, context))
                .toList();
        PendingFetch fetch = new PendingFetch(request, topics, context);
        Message body = fetch.poll(context.nowMs());
        return body == null ? HandlerAnswer.later(fetch) : HandlerAnswer.now(body);
    }

    private FetchedTopic topic(Message request, Message asked, RequestContext context) {
        Optional<Topic> topic = context.version() >= 13
                ? cluster.topics().find(asked.getUuid("TopicId"))
                : cluster.topics().find(asked.getString("Topic"));
        return new FetchedTopic(
                asked,
                asked.getStructs("Partitions").stream()
                        .map(partition -> target(request, topic, partition, context))
                        .toList());
    }

    private FetchTarget target(Message request, Optional<Topic> topic, Message partition, RequestContext context) {
        Optional<PartitionLog> log = topic.flatMap(found -> found.partition(partition.getInt("Partition")));
        if (log.isEmpty()) {
            boolean byUnknownId = topic.isEmpty() && context.version() >= 13;
            return FetchTarget.unknown(
                    partition, byUnknownId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        return new FetchTarget(
                partition, () -> check(request, topic.orElseThrow(), partition, log.get(), context), log.get());
    }

    /** From version 11, consumers may fetch from followers (KIP-392). */
    private ErrorCode check(Message request, Topic topic, Message partition, PartitionLog log, RequestContext context) {
        int version = context.version();
        int isolation = version >= 4 ? request.getInt("IsolationLevel") : 0;
        if (partition.getInt("PartitionMaxBytes") < 0 || isolation < 0 || isolation > READ_COMMITTED) {
            return ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        int replica =
                version >= 15 ? request.getStruct("ReplicaState").getInt("ReplicaId") : request.getInt("ReplicaId");
        if (replica >= 0) {
            // No partition has followers.
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        int epoch = version >= 9 ? partition.getInt("CurrentLeaderEpoch") : NO_EPOCH;
        int index = partition.getInt("Partition");
        ErrorCode unfit = version >= 11
                ? cluster.replicas().checkReplica(topic, index, context.brokerId(), epoch)
                : cluster.replicas().checkLeader(topic, index, context.brokerId(), epoch);
        if (unfit != ErrorCode.NONE) {
            return unfit;
        }
        int lastFetched = version >= 12 ? partition.getInt("LastFetchedEpoch") : NO_EPOCH;
        long offset = partition.getLong("FetchOffset");
        boolean outOfRange = offset < log.startOffset() || offset > log.endOffset() || lastFetched > log.leaderEpoch();
        return outOfRange ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NONE;
    }
}

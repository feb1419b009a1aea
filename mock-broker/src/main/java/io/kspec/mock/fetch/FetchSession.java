package io.kspec.mock.fetch;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a broker remembers of a client's fetches (KIP-227): the partitions that it follows, what it asked of each and what it
 * was told last. Times are milliseconds since the epoch.
 */
final class FetchSession {
    /** The id of no session. */
    static final int NO_ID = 0;
    /** The epoch of a request that asks for a new session. */
    static final int NEW_SESSION = 0;
    /** The epoch of a request outside of any session. */
    static final int WITHOUT_SESSION = -1;

    private static final long UNKNOWN = -1;

    private final int id;
    private final boolean privileged;
    private final boolean usesTopicIds;
    private final long createdMs;
    private final Map<PartitionKey, CachedPartition> partitions = new LinkedHashMap<>();
    private int epoch = next(NEW_SESSION);
    private long lastUsedMs;
    private int sizeWhenUsed;

    /** A followed partition; {@code topic} is its name once that is known, which it then keeps. */
    private static final class CachedPartition {
        private PartitionRequest request;
        private @Nullable String topic;
        private long highWatermark = UNKNOWN;
        private long logStartOffset = UNKNOWN;

        CachedPartition(PartitionRequest request, @Nullable String topic) {
            this.request = request;
            this.topic = topic;
        }

        /** Remembers a result; returns whether the client must be told of it. */
        boolean update(PartitionResult result) {
            boolean told = highWatermark == result.highWatermark() && logStartOffset == result.logStartOffset();
            // A failed partition is told again when the failure has passed.
            highWatermark = result.error() == ErrorCode.NONE ? result.highWatermark() : UNKNOWN;
            logStartOffset = result.logStartOffset();
            return !told || result.isAlwaysTold();
        }
    }

    FetchSession(int id, FetchParameters parameters, List<PartitionResult> results, long nowMs) {
        this.id = id;
        this.privileged = parameters.isFromFollower();
        this.usesTopicIds = parameters.usesTopicIds();
        this.createdMs = nowMs;
        for (PartitionResult result : results) {
            RequestedPartition requested = result.requested();
            CachedPartition cached = new CachedPartition(requested.request(), requested.topic());
            cached.highWatermark = result.highWatermark();
            cached.logStartOffset = result.logStartOffset();
            partitions.put(requested.key(), cached);
        }
    }

    /** The epoch after another one; 1 follows the highest. */
    static int next(int epoch) {
        if (epoch < 0) {
            return WITHOUT_SESSION;
        }
        return epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }

    int id() {
        return id;
    }

    /** Whether the session is a follower's, which those of consumers do not replace. */
    boolean privileged() {
        return privileged;
    }

    long createdMs() {
        return createdMs;
    }

    long lastUsedMs() {
        return lastUsedMs;
    }

    /** The number of partitions when the session was used last. */
    int sizeWhenUsed() {
        return sizeWhenUsed;
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }

    int epoch() {
        return epoch;
    }

    /** Checks whether a request is the next one of this session. */
    ErrorCode check(FetchParameters parameters) {
        if (parameters.sessionEpoch() != epoch) {
            return ErrorCode.INVALID_FETCH_SESSION_EPOCH;
        }
        return parameters.usesTopicIds() == usesTopicIds ? ErrorCode.NONE : ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR;
    }

    /** Adds, changes and removes the partitions that a request names. */
    void update(FetchParameters parameters) {
        parameters.partitions().forEach((key, request) -> {
            CachedPartition cached = partitions.get(key);
            if (cached == null) {
                partitions.put(key, new CachedPartition(request, key.topic()));
            } else {
                cached.request = request;
            }
        });
        parameters.forgotten().forEach(partitions::remove);
    }

    void touch(long nowMs) {
        lastUsedMs = nowMs;
        sizeWhenUsed = partitions.size();
    }

    void advanceEpoch() {
        epoch = next(epoch);
    }

    /** The followed partitions, in the order in which they are read. */
    List<RequestedPartition> requested(TopicNames names) {
        List<RequestedPartition> requested = new ArrayList<>(partitions.size());
        partitions.forEach((key, cached) -> {
            if (cached.topic == null) {
                cached.topic = names.nameOf(key.topicId());
            }
            requested.add(new RequestedPartition(key, cached.topic, cached.request));
        });
        return requested;
    }

    /** A request with the partitions of this session that it neither names nor forgets. */
    Message completed(Message request) {
        FetchParameters parameters = FetchParameters.of(request, request.id().version());
        Set<PartitionKey> forgotten = new HashSet<>(parameters.forgotten());
        Map<PartitionKey, PartitionRequest> missing = new LinkedHashMap<>();
        partitions.forEach((key, cached) -> {
            if (usesTopicIds == parameters.usesTopicIds()
                    && !parameters.partitions().containsKey(key)
                    && !forgotten.contains(key)) {
                missing.put(key, cached.request);
            }
        });
        MessageBuilder completed = request.toBuilder();
        missing.forEach((key, asked) -> completed.add("Topics", topic -> {
            if (key.topic() == null) {
                topic.set("TopicId", key.topicId());
            } else {
                topic.set("Topic", key.topic());
            }
            topic.add("Partitions", partition -> asked.write(partition.set("Partition", key.index())));
        }));
        return completed.build();
    }

    /**
     * Returns the results that the client has not been told yet. Partitions with records are read last next time, so that
     * none starves.
     */
    List<PartitionResult> news(List<PartitionResult> results) {
        List<PartitionResult> news = new ArrayList<>();
        for (PartitionResult result : results) {
            PartitionKey key = result.requested().key();
            CachedPartition cached = partitions.get(key);
            if (cached != null && cached.update(result)) {
                news.add(result);
                if (result.hasRecords()) {
                    partitions.remove(key);
                    partitions.put(key, cached);
                }
            }
        }
        return news;
    }
}

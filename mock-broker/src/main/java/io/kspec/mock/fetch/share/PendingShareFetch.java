package io.kspec.mock.fetch.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.CurrentLeaders;
import io.kspec.mock.dispatch.PendingAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.fetch.share.ShareReader.Target;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.ShareSessions;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.mock.log.LogListeners;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ShareFetch that waits until enough bytes can be acquired, its wait time has passed, or none of its partitions can be read.
 */
public final class PendingShareFetch implements PendingAnswer {
    private final Cluster cluster;
    private final RequestContext context;
    private final ShareReader reader;
    private final MemberKey member;
    private final List<SharePartitionKey> partitions;
    private final Supplier<Map<SharePartitionKey, ErrorCode>> acknowledging;
    private final boolean isFirst;
    private final long deadlineMs;
    private final Set<LogListeners> waitedFor = new LinkedHashSet<>();
    private Runnable changed = () -> {};
    private @Nullable Map<SharePartitionKey, ErrorCode> acknowledged;
    /** What was found first: a partition that is read anew later is for other requests. */
    private @Nullable List<Target> found;

    /**
     * Prepares a response.
     *
     * @param partitions the partitions to read
     * @param acknowledging writes what the request acknowledges
     */
    public PendingShareFetch(
            Cluster cluster,
            ShareFetchParameters parameters,
            List<SharePartitionKey> partitions,
            Supplier<Map<SharePartitionKey, ErrorCode>> acknowledging,
            RequestContext context) {
        this.cluster = cluster;
        this.context = context;
        this.reader = new ShareReader(cluster, parameters, context.brokerId());
        this.member = parameters.member();
        this.partitions = rotated(partitions, parameters.sessionEpoch());
        this.acknowledging = acknowledging;
        this.isFirst = parameters.sessionEpoch() == 0;
        this.deadlineMs = context.nowMs() + Math.max(0, parameters.maxWaitMs());
        for (SharePartitionKey key : partitions) {
            cluster.topics()
                    .find(key.topicId())
                    .flatMap(topic -> topic.partition(key.partition()))
                    .ifPresent(log -> waitedFor.add(log.listeners()));
        }
        waitedFor.add(cluster.shareGroups().partitions().listeners());
    }

    /** Each request begins with another partition, so that none is always last. */
    private static List<SharePartitionKey> rotated(List<SharePartitionKey> partitions, int epoch) {
        List<SharePartitionKey> rotated = new ArrayList<>(partitions);
        if (epoch > 0 && !partitions.isEmpty()) {
            Collections.rotate(rotated, -(epoch % partitions.size()));
        }
        return rotated;
    }

    @Override
    public void onChange(Runnable listener) {
        changed = listener;
        waitedFor.forEach(listeners -> listeners.add(listener));
    }

    @Override
    public void release() {
        waitedFor.forEach(listeners -> listeners.remove(changed));
    }

    @Override
    public long deadlineMs() {
        return deadlineMs;
    }

    /**
     * Like Kafka, which writes what is acknowledged while it fetches, delivers records that the same request releases only if it has
     * nothing else to deliver.
     */
    @Override
    public @Nullable Message poll(long nowMs) {
        List<SharedRead> reads = read(nowMs);
        Map<SharePartitionKey, ErrorCode> results = acknowledged;
        if (results == null) {
            results = acknowledging.get();
            acknowledged = results;
            reads = reads == null ? read(nowMs) : reads;
        }
        return reads == null ? null : response(reads, results);
    }

    private @Nullable List<SharedRead> read(long nowMs) {
        List<Target> before = found;
        List<Target> targets = before == null
                ? partitions.stream().map(key -> reader.find(key, nowMs)).toList()
                : before.stream().map(reader::stillLed).toList();
        found = targets;
        List<Target> acquirable = targets.stream().filter(reader::canAcquire).toList();
        boolean isReady = targets.stream().noneMatch(Target::isReadable)
                || (!acquirable.isEmpty() && reader.isWorthwhile(acquirable));
        if (!isReady && nowMs < deadlineMs) {
            return null;
        }
        List<SharedRead> reads = new ArrayList<>(reader.read(acquirable, nowMs));
        targets.stream()
                .filter(target -> !target.isReadable())
                .forEach(target -> reads.add(SharedRead.failed(target.key(), target.error())));
        return reads;
    }

    private Message response(List<SharedRead> reads, Map<SharePartitionKey, ErrorCode> results) {
        Map<SharePartitionKey, SharedRead> told = new LinkedHashMap<>();
        for (SharedRead read : reads) {
            if (isFirst || read.isNews()) {
                told.put(read.key(), read);
            }
        }
        if (!isFirst) {
            ShareSessions sessions = cluster.shareGroups().partitions().sessions(context.brokerId());
            sessions.find(member).ifPresent(session -> told.values().stream()
                    .filter(read -> !read.records().isEmpty())
                    .forEach(read -> session.delivered(read.key())));
        }
        results.forEach((key, result) ->
                told.put(key, told.getOrDefault(key, SharedRead.empty(key)).acknowledged(result)));
        Map<UUID, List<SharedRead>> byTopic = new LinkedHashMap<>();
        told.values().forEach(read -> byTopic.computeIfAbsent(read.key().topicId(), absent -> new ArrayList<>())
                .add(read));
        CurrentLeaders leaders = new CurrentLeaders(cluster, context.listener());
        MessageBuilder response = context.response().set("AcquisitionLockTimeoutMs", reader.lockDurationMs());
        response.setEach("Responses", byTopic.entrySet(), (entry, topic) -> entry.set("TopicId", topic.getKey())
                .setEach("Partitions", topic.getValue(), (partition, read) -> {
                    read.fill(partition);
                    tellLeader(leaders, partition, read);
                }));
        leaders.tellEndpoints(response);
        return response.build();
    }

    private void tellLeader(CurrentLeaders leaders, MessageBuilder partition, SharedRead read) {
        if (read.error() == ErrorCode.NOT_LEADER_OR_FOLLOWER) {
            cluster.topics()
                    .find(read.key().topicId())
                    .filter(topic -> topic.partition(read.key().partition()).isPresent())
                    .ifPresent(
                            topic -> leaders.tell(partition, topic, read.key().partition()));
        }
    }
}

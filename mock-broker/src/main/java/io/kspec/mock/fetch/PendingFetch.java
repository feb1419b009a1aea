package io.kspec.mock.fetch;

import io.kspec.mock.cluster.CurrentLeaders;
import io.kspec.mock.dispatch.PendingAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.dispatch.RequestThrottle;
import io.kspec.mock.log.LogListeners;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fetch that waits until enough bytes are available, its wait time has passed, or one of its partitions cannot be read.
 * Like Kafka, it does not wait for partitions that do not exist when the request arrives, nor are they a reason not to wait
 * for the others; they come last in the response, those of unknown topic ids first.
 */
public final class PendingFetch implements PendingAnswer {
    private final FetchParameters parameters;
    private final FetchContext session;
    private final FetchRules rules;
    private final RequestContext context;
    private final long deadlineMs;
    private final List<RequestedPartition> existing = new ArrayList<>();
    private final List<PartitionResult> missing = new ArrayList<>();
    private final List<LogListeners> waitedFor = new ArrayList<>();
    private Runnable changed = () -> {};
    private boolean arrived;

    public PendingFetch(FetchParameters parameters, FetchContext session, FetchRules rules, RequestContext context) {
        this.parameters = parameters;
        this.session = session;
        this.rules = rules;
        this.context = context;
        this.deadlineMs = context.nowMs() + Math.max(0, parameters.maxWaitMs());
        for (FetchTarget target : targets(session.requested())) {
            if (target.log() == null) {
                missing.add(PartitionResult.missing(target.requested(), target.error()));
            } else {
                existing.add(target.requested());
                waitedFor.add(target.log().listeners());
            }
        }
        missing.sort(Comparator.comparing(result -> result.error() != ErrorCode.UNKNOWN_TOPIC_ID));
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
     * Like Kafka, counts what a response would contain when the request arrives, where a first batch may exceed every limit,
     * and later what the partitions have.
     */
    @Override
    public @Nullable Message poll(long nowMs) {
        List<FetchTarget> targets = targets(existing);
        if (!arrived) {
            arrived = true;
            FetchReader reader = new FetchReader(parameters);
            List<PartitionResult> results = read(targets, reader);
            boolean enough = reader.bytesRead() >= parameters.minBytes();
            return enough || isReady(targets, nowMs) ? response(results, nowMs) : null;
        }
        return isReady(targets, nowMs) ? response(read(targets, new FetchReader(parameters)), nowMs) : null;
    }

    private boolean isReady(List<FetchTarget> targets, long nowMs) {
        return targets.isEmpty()
                || nowMs >= deadlineMs
                || targets.stream().anyMatch(target -> target.isDecided() || target.isBehindTheActiveSegment())
                || targets.stream()
                                .mapToLong(target -> target.availableBytes(parameters.readCommitted()))
                                .sum()
                        >= parameters.minBytes();
    }

    private List<FetchTarget> targets(List<RequestedPartition> requested) {
        return requested.stream().map(rules::target).toList();
    }

    private static List<PartitionResult> read(List<FetchTarget> targets, FetchReader reader) {
        return targets.stream().map(reader::read).toList();
    }

    private Message response(List<PartitionResult> existingOnes, long nowMs) {
        List<PartitionResult> results = new ArrayList<>(existingOnes);
        results.addAll(missing);
        return response(isThrottled(results, nowMs) ? session.throttled() : session.outcome(results, nowMs));
    }

    /** Counts the response against the quotas of a consumer. */
    private boolean isThrottled(List<PartitionResult> results, long nowMs) {
        RequestThrottle throttle = context.throttle();
        if (parameters.isFromFollower()) {
            return false;
        }
        if (throttle.countsFetched()) {
            Message whole = response(new FetchOutcome(ErrorCode.NONE, FetchSession.NO_ID, results));
            throttle.fetched(
                    Frames.encodeResponse(context.api(), context.version(), 0, whole)
                            .size(),
                    nowMs);
        }
        throttle.count(nowMs);
        return throttle.ms() > 0;
    }

    private Message response(FetchOutcome outcome) {
        MessageBuilder response = context.response();
        if (outcome.error() != ErrorCode.NONE) {
            response.set("ErrorCode", outcome.error());
        }
        response.setIfPresent("SessionId", outcome.sessionId());
        CurrentLeaders leaders = rules.currentLeaders(context.listener());
        response.setEach("Responses", outcome.byTopic(), (entry, partitions) -> {
            PartitionKey key = partitions.get(0).requested().key();
            if (parameters.usesTopicIds()) {
                entry.set("TopicId", key.topicId());
            } else {
                entry.set("Topic", key.topic());
            }
            entry.setEach("Partitions", partitions, (partition, result) -> {
                result.fill(partition);
                rules.tellLeader(leaders, partition, result);
            });
        });
        leaders.tellEndpoints(response);
        return response.build();
    }
}

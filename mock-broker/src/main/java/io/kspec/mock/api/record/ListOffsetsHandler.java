package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.OffsetAndTimestamp;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ListOffsets.
 *
 * <ul>
 *   <li>v0: a list of offsets: the log end, and the base offsets of segments that were last written before the
 *       timestamp.
 *   <li>v1: a single offset with its timestamp, that of the first record at or after the given one; -1 is the log end,
 *       -2 the log start (KIP-79).
 *   <li>v2: isolation level: with read_committed, records from the last stable offset on are not found; throttle time. v4: leader epochs (KIP-320). v6: flexible.
 *   <li>v7: -3 is the record with the highest timestamp (KIP-734).
 *   <li>v8: -4 is the start of the local log (KIP-405). v9: -5 is the last record in remote storage (KIP-1005).
 *   <li>v10: timeout, for remote logs (KIP-1075). v11: -6 is the first record that is not yet in remote storage, which
 *       a broker without remote storage does not report (KIP-1023).
 *   <li>Since Kafka 3.9, a special timestamp is refused before the version that introduces it. So is a partition that is requested
 *       twice.
 * </ul>
 */
public final class ListOffsetsHandler implements ApiHandler {
    private static final int READ_COMMITTED = 1;
    private static final int NO_EPOCH = -1;
    private static final long LATEST = -1;
    private static final long EARLIEST = -2;
    private static final long MAX_TIMESTAMP = -3;
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;

    private final Cluster cluster;

    public ListOffsetsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The result for one partition. */
    private record Found(ErrorCode error, long timestampMs, long offset, int leaderEpoch) {
        static final Found NOTHING = new Found(ErrorCode.NONE, -1, -1, NO_EPOCH);

        static Found failed(ErrorCode error) {
            return new Found(error, -1, -1, NO_EPOCH);
        }

        static Found at(long offset, PartitionLog log) {
            return new Found(ErrorCode.NONE, -1, offset, log.epochs().at(offset));
        }

        static Found of(OffsetAndTimestamp place, PartitionLog log) {
            return new Found(
                    ErrorCode.NONE,
                    place.timestampMs(),
                    place.offset(),
                    log.epochs().at(place.offset()));
        }
    }

    @Override
    public String api() {
        return "ListOffsets";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 11);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean committed = context.version() >= 2 && request.getInt("IsolationLevel") == READ_COMMITTED;
        MessageBuilder response = context.response();
        response.setEach("Topics", request.getStructs("Topics"), (topicResult, topicAsked) -> {
            Optional<Topic> topic = cluster.topics().find(topicAsked.getString("Name"));
            Set<Integer> repeated = repeated(topicAsked);
            topicResult.set("Name", topicAsked.getString("Name"));
            topicResult.setEach("Partitions", topicAsked.getStructs("Partitions"), (result, asked) -> {
                int index = asked.getInt("PartitionIndex");
                Optional<PartitionLog> log = topic.flatMap(found -> found.partition(index));
                int epoch = context.version() >= 4 ? asked.getInt("CurrentLeaderEpoch") : NO_EPOCH;
                ErrorCode unfit = log.isEmpty()
                        ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                        : cluster.replicas().checkLeader(topic.orElseThrow(), index, context.brokerId(), epoch);
                result.set("PartitionIndex", index);
                if (refusesUnknown() && isOfLaterVersion(asked.getLong("Timestamp"), context.version())) {
                    unfit = ErrorCode.UNSUPPORTED_VERSION;
                }
                if (context.version() == 0) {
                    fillOldStyle(result, log, asked, unfit, context.nowMs());
                } else if (repeated.contains(index)) {
                    fill(result, Found.failed(ErrorCode.INVALID_REQUEST));
                } else if (unfit != ErrorCode.NONE) {
                    fill(result, Found.failed(unfit));
                } else {
                    fill(result, find(log.orElseThrow(), asked.getLong("Timestamp"), committed));
                }
            });
        });
        return HandlerAnswer.now(response.build());
    }

    private static Set<Integer> repeated(Message topic) {
        Set<Integer> seen = new HashSet<>();
        Set<Integer> repeated = new HashSet<>();
        for (Message partition : topic.getStructs("Partitions")) {
            int index = partition.getInt("PartitionIndex");
            if (!seen.add(index)) {
                repeated.add(index);
            }
        }
        return repeated;
    }

    private static void fill(MessageBuilder result, Found found) {
        result.set("ErrorCode", found.error())
                .set("Timestamp", found.timestampMs())
                .set("Offset", found.offset())
                .setIfPresent("LeaderEpoch", found.leaderEpoch());
    }

    /** Before 3.9, Kafka takes timestamps that it does not know for times, and its own at every version. */
    private boolean refusesUnknown() {
        return cluster.release().isAtLeast(3, 9);
    }

    private Found find(PartitionLog log, long timestamp, boolean committed) {
        long end = committed ? log.lastStableOffset() : log.endOffset();
        if (timestamp == LATEST) {
            return Found.at(end, log);
        }
        if (timestamp == EARLIEST || (timestamp == EARLIEST_LOCAL && refusesUnknown())) {
            return Found.at(log.startOffset(), log);
        }
        if (timestamp == MAX_TIMESTAMP) {
            return log.latest()
                    .filter(place -> place.offset() < end)
                    .map(place -> Found.of(place, log))
                    .orElse(Found.NOTHING);
        }
        return timestamp < 0 && refusesUnknown()
                ? Found.NOTHING
                : log.firstFrom(timestamp)
                        .filter(place -> place.offset() < end)
                        .map(place -> Found.of(place, log))
                        .orElse(Found.NOTHING);
    }

    private static boolean isOfLaterVersion(long timestamp, int version) {
        return timestamp < LATEST && version < firstVersionOf(timestamp);
    }

    private static int firstVersionOf(long special) {
        if (special == EARLIEST) {
            return 0;
        }
        if (special == MAX_TIMESTAMP) {
            return 7;
        }
        if (special == EARLIEST_LOCAL) {
            return 8;
        }
        if (special == LATEST_TIERED) {
            return 9;
        }
        return special == EARLIEST_PENDING_UPLOAD ? 11 : Integer.MAX_VALUE;
    }

    private static void fillOldStyle(
            MessageBuilder result, Optional<PartitionLog> log, Message asked, ErrorCode unfit, long nowMs) {
        if (unfit != ErrorCode.NONE) {
            result.set("ErrorCode", unfit);
            return;
        }
        List<Long> offsets = oldestFirst(log.orElseThrow(), asked.getLong("Timestamp"), nowMs);
        int count = Math.max(0, Math.min(offsets.size(), asked.getInt("MaxNumOffsets")));
        List<Long> newestFirst = new ArrayList<>(offsets.subList(offsets.size() - count, offsets.size()));
        Collections.reverse(newestFirst);
        result.set("OldStyleOffsets", newestFirst);
    }

    /** Where the segments begin that were written up to a time. The end of the log counts as the start of one written now. */
    private static List<Long> oldestFirst(PartitionLog log, long timestamp, long nowMs) {
        List<OffsetAndTimestamp> places = new ArrayList<>(log.segmentStarts());
        if (places.isEmpty()) {
            places.add(new OffsetAndTimestamp(log.startOffset(), Long.MAX_VALUE));
        } else if (places.get(places.size() - 1).offset() < log.endOffset()) {
            places.add(new OffsetAndTimestamp(log.endOffset(), nowMs));
        }
        int count = timestamp == EARLIEST ? 1 : places.size();
        while (timestamp >= 0 && count > 0 && places.get(count - 1).timestampMs() > timestamp) {
            count--;
        }
        return places.subList(0, timestamp < EARLIEST ? 0 : count).stream()
                .map(OffsetAndTimestamp::offset)
                .toList();
    }
}

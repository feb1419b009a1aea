package io.kspec.mock.fetch;

import io.kspec.mock.dispatch.PendingAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fetch that waits until enough bytes are available, its wait time has passed, or one of its partitions cannot be
 * fetched.
 */
public final class PendingFetch implements PendingAnswer {
    /** {@code fetch.max.bytes}: Kafka's limit on the size of a response, whatever the client requests. */
    private static final int MAX_BYTES = 55 << 20;

    private static final int READ_COMMITTED = 1;

    private final Message request;
    private final List<FetchedTopic> topics;
    private final List<FetchTarget> targets;
    private final RequestContext context;
    private final long deadlineMs;

    public PendingFetch(Message request, List<FetchedTopic> topics, RequestContext context) {
        this.request = request;
        this.topics = topics;
        this.targets =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        this.context = context;
        this.deadlineMs = context.nowMs() + Math.max(0, request.getInt("MaxWaitMs"));
    }

    @Override
    public long deadlineMs() {
        return deadlineMs;
    }

    @Override
    public @Nullable Message poll(long nowMs) {
        boolean failed = targets.stream().anyMatch(target -> target.error() != ErrorCode.NONE);
        boolean ready = failed
                || targets.isEmpty()
                || nowMs >= deadlineMs
                || targets.stream().mapToLong(FetchTarget::availableBytes).sum() >= request.getInt("MinBytes");
        return ready ? response() : null;
    }

    private Message response() {
        Budget budget = new Budget(context.version() >= 3 ? request.getInt("MaxBytes") : Integer.MAX_VALUE);
        MessageBuilder response = context.response();
        response.setEach("Responses", topics, (result, topic) -> {
            if (context.version() >= 13) {
                result.set("TopicId", topic.asked().getUuid("TopicId"));
            } else {
                result.set("Topic", topic.asked().getString("Topic"));
            }
            result.setEach("Partitions", topic.partitions(), (entry, target) -> fill(entry, target, budget));
        });
        return response.build();
    }

    /** How many bytes may still be added to the response. */
    private final class Budget {
        private int left;
        private boolean nothingYet = true;

        Budget(int maxBytes) {
            left = Math.min(MAX_BYTES, Math.max(0, maxBytes));
        }

        /** Before version 3, a batch larger than the limit is always truncated. */
        boolean allowsOneBatchBeyond() {
            return nothingYet && context.version() >= 3;
        }

        int limit(FetchTarget target) {
            return Math.min(left, target.maxBytes());
        }

        void spend(int bytes) {
            nothingYet &= bytes == 0;
            left = Math.max(0, left - bytes);
        }
    }

    private void fill(MessageBuilder result, FetchTarget target, Budget budget) {
        result.set("PartitionIndex", target.partition().getInt("Partition"));
        PartitionLog log = target.log();
        ErrorCode error = target.error();
        if (log == null || error != ErrorCode.NONE) {
            fail(result, error, log == null ? List.of() : null, Bytes.EMPTY);
            return;
        }
        Bytes records = context.version() >= 4 ? read(log, target, budget) : readConverted(log, target, budget);
        if (records == null) {
            fail(result, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, null, null);
            return;
        }
        budget.spend(records.size());
        boolean committed = context.version() >= 4 && request.getInt("IsolationLevel") == READ_COMMITTED;
        result.set("HighWatermark", log.endOffset())
                .setIfPresent("LastStableOffset", log.endOffset())
                .setIfPresent("LogStartOffset", log.startOffset())
                .setIfPresent("AbortedTransactions", committed ? List.of() : null)
                .set("Records", records);
    }

    /** As in Kafka, aborted transactions are an empty list for an unknown partition, and null for any other failure. */
    private static void fail(
            MessageBuilder result, ErrorCode error, @Nullable List<Message> aborted, @Nullable Bytes records) {
        result.set("ErrorCode", error)
                .set("HighWatermark", -1)
                .setIfPresent("AbortedTransactions", aborted)
                .set("Records", records);
    }

    private @Nullable Bytes read(PartitionLog log, FetchTarget target, Budget budget) {
        if (context.version() < 10 && log.config().zstd()) {
            return null;
        }
        return log.read(target.offset(), budget.limit(target), budget.allowsOneBatchBeyond());
    }

    private @Nullable Bytes readConverted(PartitionLog log, FetchTarget target, Budget budget) {
        Records whole = log.readWhole(target.offset(), budget.limit(target), budget.allowsOneBatchBeyond());
        try {
            return whole.downConverted(context.version() < 2 ? 0 : 1, target.offset())
                    .bytes();
        } catch (UnsupportedOperationException zstd) {
            return null;
        }
    }
}

package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.nio.ByteBuffer;
import java.util.List;

/** Brokers that differ in how they store and return records. */
final class UnlikeRecords {
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].ErrorCode";
    /** The first version of Fetch whose first batch comes whole, whatever the limits (KIP-74). */
    private static final int FIRST_WITH_WHOLE_BATCH = 3;

    private static final int EPOCH = 7;
    private static final int LENGTH_AT = 8;
    private static final int EPOCH_AT = 12;
    private static final int MAGIC_AT = 16;

    /** The transaction coordinator would not know the ids that it did not give. */
    static final UnlikeBroker OTHER_PRODUCER_IDS = that(
                    "gives producers without transactions ids and epochs of its own",
                    "init-producer-id.*",
                    "produce.sequence-*")
            .with(new Unlikeness() {
                @Override
                public Message response(Message request, Message response) {
                    return request.id().name().equals("InitProducerId")
                                    && request.getNullableString("TransactionalId") == null
                            ? Rewrites.set(
                                    Rewrites.change(response, "ProducerId", id -> (long) id + 4_000_000_000_000L),
                                    "ProducerEpoch",
                                    3)
                            : response;
                }
            });

    static final UnlikeBroker ONE_BATCH_AT_A_TIME = that("returns one batch at a time", "fetch.*", "produce.*")
            .reading(
                    "Fetch",
                    // Where a fetch waits for more bytes, Kafka counts no more of a partition than its limit.
                    request -> request.id().version() < FIRST_WITH_WHOLE_BATCH || request.getInt("MinBytes") > 1
                            ? request
                            : Rewrites.set(request, "Topics[*].Partitions[*].PartitionMaxBytes", 1))
            .but("fetch.several-batches-come");

    static final UnlikeBroker UNTOLD_OFFSETS = that("does not tell the log start and the last stable offset", "fetch.*")
            .answering(
                    "Fetch",
                    response -> Rewrites.set(
                            Rewrites.set(response, FETCHED + "LogStartOffset", -1), FETCHED + "LastStableOffset", -1));

    static final List<UnlikeBroker> ALL = List.of(
            OTHER_PRODUCER_IDS,
            ONE_BATCH_AT_A_TIME,
            UNTOLD_OFFSETS,
            that("is in leader epoch 7", "metadata.*", "fetch.*", "list-offsets.*")
                    .answering(
                            "Metadata",
                            response -> Rewrites.set(response, "Topics[*].Partitions[*].LeaderEpoch", EPOCH))
                    .answering(
                            "ListOffsets",
                            response -> Rewrites.change(
                                    response,
                                    "Topics[*].Partitions[*].LeaderEpoch",
                                    epoch -> epoch.equals(0) ? EPOCH : epoch))
                    .reading("Fetch", UnlikeRecords::askedInFirstEpoch)
                    .reading("ListOffsets", UnlikeRecords::askedInFirstEpoch)
                    .answering(
                            "Fetch",
                            response -> Rewrites.change(
                                    response, FETCHED + "Records", records -> inEpoch((Bytes) records))),
            that("tells when the last record was written", "list-offsets.*").with(new Unlikeness() {
                @Override
                public Message response(Message request, Message response) {
                    return asksForLatest(request)
                            ? Rewrites.set(response, "Topics[*].Partitions[*].Timestamp", 1_700_000_000_000L)
                            : response;
                }
            }),
            that(
                            "rejects batches with errors of its own",
                            "produce.sequence-overlap-*",
                            "produce.corrupt-batch-refused")
                    .answering(
                            "Produce",
                            response -> Rewrites.change(
                                    response,
                                    PRODUCED,
                                    error -> error.equals(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER.code())
                                                    || error.equals(ErrorCode.CORRUPT_MESSAGE.code())
                                            ? ErrorCode.INVALID_RECORD.code()
                                            : error))
                    .but("produce.sequence-overlap-error"),
            that(
                            "does not know topic ids from topic names",
                            "fetch.unknown-topic-answered",
                            "produce.unknown-topic-answered")
                    .answering("Fetch", response -> namedTopics(response, FETCHED + "ErrorCode"))
                    .answering("Produce", response -> namedTopics(response, PRODUCED)));

    private UnlikeRecords() {}

    private static Message askedInFirstEpoch(Message request) {
        return Rewrites.change(
                request, "Topics[*].Partitions[*].CurrentLeaderEpoch", epoch -> epoch.equals(EPOCH) ? 0 : epoch);
    }

    private static Message namedTopics(Message response, String path) {
        return Rewrites.change(
                response,
                path,
                error -> error.equals(ErrorCode.UNKNOWN_TOPIC_ID.code())
                        ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()
                        : error);
    }

    private static boolean asksForLatest(Message request) {
        return request.id().name().equals("ListOffsets")
                && request.getStructs("Topics").stream()
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .anyMatch(partition -> partition.getLong("Timestamp") == -1);
    }

    /** Batches with another leader epoch, which their checksums do not cover. */
    private static Bytes inEpoch(Bytes records) {
        ByteBuffer bytes = ByteBuffer.wrap(records.toArray());
        int at = 0;
        while (at + MAGIC_AT < bytes.capacity()) {
            if (bytes.get(at + MAGIC_AT) == 2) {
                bytes.putInt(at + EPOCH_AT, EPOCH);
            }
            at += EPOCH_AT + bytes.getInt(at + LENGTH_AT);
        }
        return Bytes.wrap(bytes.array());
    }
}

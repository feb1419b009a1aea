package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** Checks of Fetch: stored records can be read from every offset, and a fetch can wait for new ones. */
class FetchChecks {
    private static final int BATCHES = 4;
    private static final int IDLE_WAIT_MS = 300;
    private static final int NO_SUCH_SESSION = 0x6b73;
    private static final int FUTURE_EPOCH = 1_000;

    @ConformanceTest(
            id = "fetch.from-every-offset",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "A fetch at any offset in the log starts with the batch that contains this offset, on every"
                    + " connection and every time, and every record has its own value.",
            source = "message definition FetchRequest: FetchOffset",
            why = "Schema Registry registered ten schemas and could not read any of them back (SeaweedFS).",
            harm = Harm.DATA_LOST)
    void everyOffsetCanBeFetched(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        for (String role : List.of("client", "second client")) {
            for (int offset = 0; offset < 2 * BATCHES; offset++) {
                Answer fetched = client.as(role).fetch(offset).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
                List<Record> records = PartitionClient.recordsIn(fetched);
                List<Long> offsets = records.stream().map(Record::offset).toList();
                fetched.expect(
                        offsets.contains((long) offset)
                                && (startsAs(from(offset), offsets) || startsAs(from(offset - offset % 2), offsets)),
                        FETCHED + "Records",
                        "the offsets " + offset + " to " + (2 * BATCHES - 1)
                                + " or the first of them, possibly preceded by the rest of the first batch",
                        offsets);
                expectOwnValues(fetched, records);
            }
        }
    }

    /** Every record has the value that was produced at its offset. */
    private static void expectOwnValues(Answer fetched, List<Record> records) {
        List<Record> all = Payload.numbered(2 * BATCHES);
        for (Record record : records) {
            Bytes expected = all.get((int) record.offset()).value();
            fetched.expect(
                    Objects.equals(record.value(), expected),
                    FETCHED + "Records",
                    "value " + expected + " at offset " + record.offset(),
                    record.value());
        }
    }

    /** A response may contain fewer batches than there are: clients fetch again. */
    private static boolean startsAs(List<Long> all, List<Long> found) {
        return found.size() <= all.size() && all.subList(0, found.size()).equals(found);
    }

    private static List<Long> from(int offset) {
        return LongStream.range(offset, 2 * BATCHES).boxed().toList();
    }

    @ConformanceTest(
            id = "fetch.several-batches-come",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "A response has more than one batch of a partition if several fit the limits of the request.",
            source = "KIP-74; measured on Apache Kafka",
            why =
                    "A consumer that gets one batch per round trip falls behind: SeaweedFS returned 51 KB where 10 MB were"
                            + " asked for.")
    void severalBatchesComeAtOnce(Case test) {
        Answer fetched =
                PartitionClient.withBatches(test, BATCHES).fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        List<Long> offsets =
                PartitionClient.recordsIn(fetched).stream().map(Record::offset).toList();
        fetched.expect(offsets.size() > 2, FETCHED + "Records", "more than the two records of one batch", offsets);
    }

    @ConformanceTest(
            id = "fetch.high-watermark-is-the-end",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "After acknowledged writes, the high watermark is the offset after the last record; without"
                    + " transactions the last stable offset equals it, and the log start offset is 0. Of these"
                    + " two, -1 says that the broker does not tell.",
            source = "message definition FetchResponse: HighWatermark, LastStableOffset, LogStartOffset",
            why = "Schema Registry reads up to this offset: one too low and it never starts, one too high and it"
                    + " waits forever.",
            harm = Harm.CLIENTS_HANG)
    void theHighWatermarkIsTheLogEndOffset(Case test) {
        Answer fetched =
                PartitionClient.withBatches(test, BATCHES).fetch(0).expect(FETCHED + "HighWatermark", 2L * BATCHES);
        if (test.version() >= 4) {
            expectOrUntold(fetched, FETCHED + "LastStableOffset", 2L * BATCHES);
        }
        if (test.version() >= 5) {
            expectOrUntold(fetched, FETCHED + "LogStartOffset", 0L);
        }
    }

    /** -1 is the default in the definition, and clients ignore it. */
    private static void expectOrUntold(Answer fetched, String path, long offset) {
        if (fetched.number(path) != -1) {
            fetched.expect(path, offset);
        }
    }

    @ConformanceTest(
            id = "fetch.end-is-empty",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "A fetch at the log end is answered without error and with zero-length records, not null.",
            source = "measured on Apache Kafka",
            why = "Every consumer idles at the log end; librdkafka reports \"invalid MessageSetSize -1\" on null"
                    + " records.")
    void aFetchAtTheLogEndIsEmpty(Case test) {
        Answer fetched = PartitionClient.withBatches(test, BATCHES)
                .fetch(2 * BATCHES)
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE)
                .expect(FETCHED + "HighWatermark", 2L * BATCHES);
        Records records = PartitionClient.recordsOf(fetched);
        fetched.expect(records.bytes().isEmpty(), FETCHED + "Records", "no records", records);
    }

    @ConformanceTest(
            id = "fetch.out-of-range",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "A fetch at an offset beyond the log end or below the log start is answered with"
                    + " OFFSET_OUT_OF_RANGE.",
            source = "measured on Apache Kafka",
            why = "Consumers apply auto.offset.reset only on this error.",
            harm = Harm.CLIENTS_HANG)
    void anOutOfRangeOffsetIsRejected(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        client.fetch(2 * BATCHES + 1).expectError(FETCHED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
        client.fetch(-5).expectError(FETCHED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @ConformanceTest(
            id = "fetch.unknown-topic-answered",
            api = "Fetch",
            requirement =
                    "A fetch from a topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION or, from"
                            + " version 13 on, where topics are identified by id, with UNKNOWN_TOPIC_ID or"
                            + " UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition FetchResponse; KIP-516",
            why = "Consumers refresh their metadata on this error; on one that it does not handle, the Java client"
                    + " throws IllegalStateException.")
    void anUnknownTopicIsReported(Case test) {
        TopicIdentity missing = TopicIdentity.of(test.name("missing"), PartitionClient.NO_SUCH_TOPIC);
        Answer answer = test.ask(FetchRequests.fetch(FetchPosition.of(missing, 0, 0)));
        answer.expectSize("Responses", 1)
                .expectError(FETCHED + "ErrorCode", PartitionClient.unknownTopic(test.version()));
    }

    @ConformanceTest(
            id = "fetch.idle-wait-ends",
            api = "Fetch",
            needs = {"CreateTopics"},
            requirement =
                    "A fetch that finds no data is answered once MaxWaitMs has passed, without error, without records"
                            + " and without counting the wait as throttle time.",
            source = "message definition FetchRequest: MaxWaitMs; KIP-219",
            why = "Sarama pauses for the throttle time it is given: throughput dropped to nothing (SeaweedFS).")
    void anIdleFetchEndsAfterItsMaxWait(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer fetched = test.ask(
                        client.connection(), client.fetchRequest(0).with(body -> body.set("MaxWaitMs", IDLE_WAIT_MS)))
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Records records = PartitionClient.recordsOf(fetched);
        fetched.expect(records.bytes().isEmpty(), FETCHED + "Records", "no records", records);
        if (test.responseHas("ThrottleTimeMs")) {
            fetched.expect(
                    "ThrottleTimeMs",
                    "is not the wait of " + IDLE_WAIT_MS + " ms",
                    throttle -> (int) throttle < IDLE_WAIT_MS / 2);
        }
    }

    @ConformanceTest(
            id = "fetch.wait-ends-with-data",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A fetch waiting at the log end is answered with the records that are produced in the meantime.",
            source = "message definition FetchRequest: MinBytes, MaxWaitMs",
            why = "Consumers would see each record only after their full MaxWaitMs.")
    void newDataEndsAWaitingFetch(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        PartitionClient producer = client.as("producer");
        Connection connection = client.connection();
        // Longer than the read timeout, so that an answer at the end of the wait comes too late.
        long wait = 2 * test.stage().settings().readTimeout().toMillis();
        int waiting = connection.send(client.fetchRequest(0).with(body -> body.set("MaxWaitMs", wait)), test.version());
        producer.produce(Payload.numbered(1));
        Answer fetched = Answer.of(connection.receive(waiting)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        int records = PartitionClient.recordsIn(fetched).size();
        fetched.expect(records == 1, FETCHED + "Records", "the produced record", records + " records");
    }

    @ConformanceTest(
            id = "fetch.wait-keeps-order",
            api = "Fetch",
            needs = {"CreateTopics"},
            requirement = "A request sent while a fetch is waiting is answered after that fetch.",
            source = "Kafka protocol guide, Network: the server guarantees the order of a connection's requests",
            why = "The Java client closes a connection whose responses arrive out of order (pg_kafka).")
    void aWaitingFetchKeepsResponsesInOrder(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Connection connection = client.connection();
        int fetch = connection.send(
                client.fetchRequest(0).with(body -> body.set("MaxWaitMs", IDLE_WAIT_MS)), test.version());
        int after = connection.send(ApiVersionsRequests.from("kspec", "0"), 0);
        Answer.of(connection.receive(fetch)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Answer.of(connection.receive(after));
    }

    @ConformanceTest(
            id = "fetch.large-first-batch-comes",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "The first batch is returned whole even if it exceeds the size limits, and not all further batches"
                            + " with it.",
            source = "KIP-74 (since version 3, where batches are still down-converted)",
            why = "Otherwise a consumer is stuck forever at a record larger than its buffer.")
    void anOversizedFirstBatchIsReturned(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        ClientRequest oneByte = FetchRequests.fetch(
                        FetchPosition.of(client.identity(), 0, 0).maxBytes(1))
                .with(body -> body.set("MaxBytes", 1));
        Answer fetched = test.ask(client.connection(), oneByte).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Records records = PartitionClient.recordsOf(fetched);
        int batches = records.batches().size();
        fetched.expect(
                batches >= 1 && batches < BATCHES,
                FETCHED + "Records",
                "the whole first batch, and not all the others",
                batches + " batches and a partial batch of "
                        + records.partialBatch().size() + " bytes");
    }

    @ConformanceTest(
            id = "fetch.magic-fits-the-version",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "Records are returned in magic 0 up to version 1, in magic 1 at most up to version 3, and as"
                    + " stored from version 4 on.",
            source = "KIP-32, KIP-98",
            why = "Old consumers cannot read newer formats; new ones find headers and sequence numbers only in the"
                    + " newest.")
    void theRecordFormatFitsTheVersion(Case test) {
        Answer fetched =
                PartitionClient.withBatches(test, BATCHES).fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        int highest = Payload.fetchedMagic(test.version());
        List<Batch> batches = PartitionClient.recordsOf(fetched).batches();
        fetched.expect(
                !batches.isEmpty(), FETCHED + "Records", "records in magic " + highest + " at most", "no records");
        for (Batch batch : batches) {
            fetched.expect(
                    batch.magic() <= highest,
                    FETCHED + "Records",
                    "magic " + highest + " at most",
                    "magic " + batch.magic());
        }
    }

    @ConformanceTest(
            id = "fetch.unknown-session-refused",
            api = "Fetch",
            versions = "7+",
            level = Level.SHOULD,
            requirement = "A fetch in a session that does not exist is answered with FETCH_SESSION_ID_NOT_FOUND.",
            source = "KIP-227",
            why = "On this error clients send a full fetch; on success they would wait for partitions that the"
                    + " broker does not look at.")
    void anUnknownSessionIsRejected(Case test) {
        test.ask(FetchRequests.fetch()
                        .with(body -> body.set("SessionId", NO_SUCH_SESSION).set("SessionEpoch", 3)))
                .expectError("ErrorCode", ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    }

    @ConformanceTest(
            id = "fetch.no-session-unless-asked",
            api = "Fetch",
            versions = "7+",
            needs = {"CreateTopics"},
            requirement = "A fetch that declines a session with epoch -1 is answered with session id 0.",
            source = "KIP-227",
            why = "Clients without sessions would receive only what changed.")
    void noSessionIsCreatedUnlessRequested(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        test.ask(client.connection(), client.fetchRequest(0).with(body -> body.set("SessionId", 0)
                        .set("SessionEpoch", -1)))
                .expectError("ErrorCode", ErrorCode.NONE)
                .expect("SessionId", 0);
    }

    @ConformanceTest(
            id = "fetch.leader-epoch-checked",
            api = "Fetch",
            versions = "9+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A fetch with a leader epoch that does not exist yet is answered with UNKNOWN_LEADER_EPOCH.",
            source = "KIP-320",
            why = "Consumers can detect log truncation only if brokers check leader epochs.")
    void aFutureLeaderEpochIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        FetchPosition future = FetchPosition.of(client.identity(), 0, 0).leaderEpoch(FUTURE_EPOCH);
        test.ask(client.connection(), FetchRequests.fetch(future))
                .expectError(FETCHED + "ErrorCode", ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    @ConformanceTest(
            id = "fetch.no-preferred-replica",
            api = "Fetch",
            versions = "11+",
            needs = {"CreateTopics", "Produce"},
            requirement = "A response with records has a preferred read replica of -1, that is, none.",
            source = "KIP-392",
            why = "librdkafka reports \"Fetch response has both preferred read replica and non-zero message set"
                    + " size\" and skips the records.")
    void recordsComeWithoutAPreferredReplica(Case test) {
        PartitionClient.withBatches(test, BATCHES)
                .fetch(0)
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE)
                .expect(FETCHED + "PreferredReadReplica", -1);
    }

    @ConformanceTest(
            id = "fetch.batches-bear-the-leader-epoch",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A batch carries the epoch of the leader that appended it, which matches Metadata until the leader"
                            + " changes.",
            source = "KIP-101, KIP-320",
            why = "Consumers commit the epoch with their offsets and use it to detect that the log was truncated"
                    + " below them.")
    void batchesCarryTheLeaderEpoch(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        int epoch = client.leaderEpoch();
        Answer fetched = client.fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        List<Integer> epochs = PartitionClient.recordsOf(fetched).batches().stream()
                .filter(RecordBatch.class::isInstance)
                .map(batch -> ((RecordBatch) batch).partitionLeaderEpoch())
                .toList();
        fetched.expect(
                !epochs.isEmpty() && epochs.stream().allMatch(found -> found == epoch),
                FETCHED + "Records",
                "batches of leader epoch " + epoch,
                epochs);
    }
}

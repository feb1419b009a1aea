package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Checks of Fetch: what is stored can be read, from every offset, and waited for. */
class FetchChecks {
    private static final Versions WITH_LEADER_EPOCH = new Versions(7, Short.MAX_VALUE);
    private static final int BATCHES = 4;
    private static final int IDLE_WAIT_MS = 300;
    private static final int NO_SUCH_SESSION = 0x6b73;
    private static final int FUTURE_EPOCH = 1_000;

    @ConformanceTest(
            id = "fetch.from-every-offset",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A fetch from any offset in the log begins with the batch that has this offset, whichever connection"
                            + " asks and however often.",
            source = "message definition FetchRequest: FetchOffset",
            why = "Schema Registry registered ten schemas and found none of them again (SeaweedFS).")
    void everyOffsetCanBeFetchedFrom(Case it) {
        PartitionClient client = filled(it);
        for (String role : List.of("client", "second client")) {
            for (int offset = 0; offset < 2 * BATCHES; offset++) {
                Answer fetched = client.as(role).fetch(offset).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
                List<Long> offsets = PartitionClient.recordsOf(fetched).records().stream()
                        .map(Record::offset)
                        .toList();
                fetched.expect(
                        offsets.equals(from(offset)) || offsets.equals(from(offset - offset % 2)),
                        FETCHED + "Records",
                        "the offsets " + offset + " to " + (2 * BATCHES - 1)
                                + ", or those of the same batch before them",
                        offsets);
            }
        }
    }

    private static List<Long> from(int offset) {
        return LongStream.range(offset, 2 * BATCHES).boxed().toList();
    }

    @ConformanceTest(
            id = "fetch.high-watermark-is-the-end",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "After acknowledged writes the high watermark is the offset after the last record; the last stable"
                            + " offset is the same without transactions, and the log starts at 0.",
            source = "message definition FetchResponse: HighWatermark, LastStableOffset, LogStartOffset",
            why =
                    "A Schema Registry reads up to this offset: one too few and it never starts, one too many and it waits for"
                            + " ever.")
    void theHighWatermarkIsTheEnd(Case it) {
        Answer fetched = filled(it).fetch(0).expect(FETCHED + "HighWatermark", 2L * BATCHES);
        if (it.version() >= 4) {
            fetched.expect(FETCHED + "LastStableOffset", 2L * BATCHES);
        }
        if (it.version() >= 5) {
            fetched.expect(FETCHED + "LogStartOffset", 0L);
        }
    }

    @ConformanceTest(
            id = "fetch.end-is-empty",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A fetch from the end of the log is answered without error and with records of length 0, not null.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "librdkafka: \"invalid MessageSetSize -1\" where null stands for empty; every consumer idles at the end.")
    void theEndIsEmpty(Case it) {
        Answer fetched = filled(it)
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
            requirement =
                    "A fetch from an offset beyond the end, or below the start, is answered with OFFSET_OUT_OF_RANGE.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Only on this error do consumers apply auto.offset.reset.")
    void anOffsetOutOfRangeIsRefused(Case it) {
        PartitionClient client = filled(it);
        client.fetch(2 * BATCHES + 1).expectError(FETCHED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
        client.fetch(-5).expectError(FETCHED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    @ConformanceTest(
            id = "fetch.unknown-topic-answered",
            api = "Fetch",
            requirement =
                    "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION, and by id, from version 13"
                            + " on, with UNKNOWN_TOPIC_ID.",
            source = "message definition FetchResponse; KIP-516",
            why = "Consumers refresh their metadata on this error; on any outside their list the Java client throws"
                    + " IllegalStateException.")
    void anUnknownTopicIsAnswered(Case it) {
        Answer answer = it.ask(body -> {
            unfilled(body, 0);
            body.add("Topics", data -> {
                if (data.has("TopicId")) {
                    data.set("TopicId", new UUID(0x6b73706563L, 0x7fffL));
                } else {
                    data.set("Topic", it.name("missing"));
                }
                data.add("Partitions", entry -> entry.set("PartitionMaxBytes", 1_000));
            });
        });
        ErrorCode expected = it.version() >= 13 ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        answer.expectSize("Responses", 1).expectError(FETCHED + "ErrorCode", expected);
    }

    @ConformanceTest(
            id = "fetch.idle-wait-ends",
            api = "Fetch",
            needs = {"CreateTopics"},
            requirement =
                    "A fetch that waits in vain is answered when its time is over, without error, without records, and"
                            + " with a throttle time of 0.",
            source = "message definition FetchRequest: MaxWaitMs; KIP-219",
            why = "Sarama waits for as long as it is told to be throttled: throughput fell to nothing (SeaweedFS).")
    void anIdleWaitEnds(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        Answer fetched = client.fetch(0, body -> body.set("MaxWaitMs", IDLE_WAIT_MS), entry -> {})
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Records records = PartitionClient.recordsOf(fetched);
        fetched.expect(records.bytes().isEmpty(), FETCHED + "Records", "no records", records);
        if (it.responseHas("ThrottleTimeMs")) {
            fetched.expect("ThrottleTimeMs", 0);
        }
    }

    @ConformanceTest(
            id = "fetch.wait-ends-with-data",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement = "A fetch that waits at the end of the log is answered with what is produced meanwhile.",
            source = "message definition FetchRequest: MinBytes, MaxWaitMs",
            why = "Consumers would see each record as late as their longest wait.")
    void aWaitEndsWithData(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        PartitionClient producer = client.as("producer");
        Connection connection = client.connection();
        ApiSpec api = it.api();
        MessageBuilder body = Message.builder(api.request(it.version()));
        // Longer than anybody waits for the answer, so that one to the end of the wait is none.
        long wait = 2 * it.stage().settings().readTimeout().toMillis();
        client.fillFetch(body, 0, more -> more.set("MaxWaitMs", wait), entry -> {});
        int waiting = connection.send(api, it.version(), body.build());
        producer.produce(Payload.numbered(1));
        Answer fetched = Answer.of(connection.receive(waiting)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        int records = PartitionClient.recordsOf(fetched).records().size();
        fetched.expect(records == 1, FETCHED + "Records", "the record that was produced", records + " records");
    }

    @ConformanceTest(
            id = "fetch.wait-keeps-order",
            api = "Fetch",
            needs = {"CreateTopics"},
            requirement = "A request that is sent while a fetch waits is answered after it.",
            source = "Kafka protocol guide, Network: the server guarantees the order of a connection's requests",
            why = "The Java client kills a connection whose answers come in another order (pg_kafka).")
    void aWaitKeepsTheOrder(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        Connection connection = client.connection();
        ApiSpec api = it.api();
        MessageBuilder body = Message.builder(api.request(it.version()));
        client.fillFetch(body, 0, more -> more.set("MaxWaitMs", IDLE_WAIT_MS), entry -> {});
        int fetch = connection.send(api, it.version(), body.build());
        ApiSpec versions = Catalog.standard().api("ApiVersions");
        int after = connection.send(
                versions, 0, Message.defaults(versions.request(0).struct()));
        Answer.of(connection.receive(fetch)).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Answer.of(connection.receive(after));
    }

    @ConformanceTest(
            id = "fetch.large-first-batch-comes",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce"},
            requirement = "The first batch comes whole even if it is larger than the limits, and no further"
                    + " one with it.",
            source = "KIP-74, since version 3, whose batches are still converted",
            why = "Otherwise a consumer is stuck for ever at a record larger than its buffer.")
    void aLargeFirstBatchComes(Case it) {
        PartitionClient client = filled(it);
        Answer fetched = client.fetch(0, body -> body.set("MaxBytes", 1), entry -> entry.set("PartitionMaxBytes", 1))
                .expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        Records records = PartitionClient.recordsOf(fetched);
        int batches = records.batches().size();
        fetched.expect(
                records.partialBatch().isEmpty() && batches >= 1 && batches < BATCHES,
                FETCHED + "Records",
                "the first batch alone",
                batches + " batches and a part of " + records.partialBatch().size() + " bytes");
    }

    @ConformanceTest(
            id = "fetch.magic-fits-the-version",
            api = "Fetch",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "Up to version 1 records come as magic 0, up to version 3 as magic 1 at most, then as they are stored.",
            source = "KIP-32, KIP-98",
            why = "Old consumers read no newer format; new ones read headers and sequences only in the newest.")
    void theMagicFitsTheVersion(Case it) {
        Answer fetched = filled(it).fetch(0);
        int highest = it.version() <= 1 ? 0 : it.version() <= 3 ? 1 : 2;
        for (Batch batch : PartitionClient.recordsOf(fetched).batches()) {
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
            why = "Clients then send a full fetch; on success they would wait for partitions that nobody looks at.")
    void anUnknownSessionIsRefused(Case it) {
        it.ask(body -> unfilled(body, 0).set("SessionId", NO_SUCH_SESSION).set("SessionEpoch", 3))
                .expectError("ErrorCode", ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    }

    @ConformanceTest(
            id = "fetch.no-session-unless-asked",
            api = "Fetch",
            versions = "7+",
            needs = {"CreateTopics"},
            requirement = "A fetch that declines a session, with epoch -1, gets none: session id 0.",
            source = "KIP-227",
            why = "Clients without sessions would be answered with changes alone.")
    void noSessionComesUnlessAsked(Case it) {
        PartitionClient.ofNewTopic(it)
                .fetch(0, body -> body.set("SessionId", 0).set("SessionEpoch", -1), entry -> {})
                .expectError("ErrorCode", ErrorCode.NONE)
                .expect("SessionId", 0);
    }

    @ConformanceTest(
            id = "fetch.leader-epoch-checked",
            api = "Fetch",
            versions = "9+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "A fetch with a leader epoch that is yet to come is answered with UNKNOWN_LEADER_EPOCH.",
            source = "KIP-320",
            why = "Consumers detect a log that was cut only by epochs that brokers take seriously.")
    void aFutureLeaderEpochIsRefused(Case it) {
        PartitionClient.ofNewTopic(it)
                .fetch(0, body -> {}, entry -> entry.set("CurrentLeaderEpoch", FUTURE_EPOCH))
                .expectError(FETCHED + "ErrorCode", ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    @ConformanceTest(
            id = "fetch.no-preferred-replica",
            api = "Fetch",
            versions = "11+",
            needs = {"CreateTopics", "Produce"},
            requirement = "An answer with records names no preferred read replica: -1.",
            source = "KIP-392",
            why =
                    "librdkafka: \"Fetch response has both preferred read replica and non-zero message set size\", and skips the"
                            + " records.")
    void noReplicaIsPreferred(Case it) {
        filled(it).fetch(0).expect(FETCHED + "PreferredReadReplica", -1);
    }

    @ConformanceTest(
            id = "fetch.batches-bear-the-leader-epoch",
            api = "Fetch",
            versions = "4+",
            needs = {"CreateTopics", "Produce", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "A batch bears the epoch of the leader that appended it: while that one leads, the epoch in Metadata.",
            source = "KIP-101, KIP-320",
            why = "Consumers commit it with their offsets, and find by it whether the log was cut off below them.")
    void batchesBearTheLeaderEpoch(Case it) {
        it.limit("Metadata", WITH_LEADER_EPOCH);
        PartitionClient client = filled(it);
        Answer metadata = it.ask("Metadata", body -> body.add("Topics", topic -> topic.set("Name", client.topic())));
        long epoch = metadata.number("Topics[0].Partitions[0].LeaderEpoch");
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

    /** A partition of several batches with two records each. */
    private static PartitionClient filled(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        for (int i = 0; i < BATCHES; i++) {
            client.produce(Payload.numbered(2));
        }
        return client;
    }

    private static MessageBuilder unfilled(MessageBuilder body, int maxWaitMs) {
        return body.setIfPresent("ReplicaId", -1)
                .set("MaxWaitMs", maxWaitMs)
                .set("MinBytes", 1)
                .setIfPresent("MaxBytes", 1_000);
    }
}

package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of InitProducerId and of the idempotent producer that begins with it. */
class InitProducerIdChecks {
    private static final String PRODUCE_WITH_SEQUENCES = "3+";

    @ConformanceTest(
            id = "init-producer-id.gives-an-id",
            api = "InitProducerId",
            requirement =
                    "A producer without a transactional id gets an id of 0 or more with epoch 0, and each its own.",
            source = "KIP-98",
            why = "The Java producer is idempotent by default and sends nothing before it has an id.")
    void aProducerGetsAnIdOfItsOwn(Case it) {
        Answer first = init(it).expectError("ErrorCode", ErrorCode.NONE)
                .expect("ProducerId", "is 0 or more", id -> (long) id >= 0)
                .expect("ProducerEpoch", 0);
        long id = first.number("ProducerId");
        init(it).expect("ProducerId", "is not " + id + " again", other -> (long) other != id);
    }

    @ConformanceTest(
            id = "produce.sequence-repeated",
            api = "Produce",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A batch that an idempotent producer sends again is not stored again, and is answered with its first"
                            + " offset.",
            source = "KIP-98; KAFKA-5494 (the last five batches are known)",
            why = "A producer sends again whenever an answer is lost.")
    void aRepeatedBatchIsStoredOnce(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        long producer = init(it).number("ProducerId");
        Bytes batch = batch(producer, 0);
        client.produce(batch)
                .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE)
                .expect(PRODUCED + "BaseOffset", 0L);
        client.produce(batch)
                .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE)
                .expect(PRODUCED + "BaseOffset", 0L);
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 2L);
        client.produce(batch(producer, 2))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE)
                .expect(PRODUCED + "BaseOffset", 2L);
    }

    @ConformanceTest(
            id = "produce.sequence-gap-refused",
            api = "Produce",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A batch whose sequence leaves a gap is refused with OUT_OF_ORDER_SEQUENCE_NUMBER and not stored.",
            source = "KIP-98",
            why = "A gap is a batch that was lost; to store what follows is to lose the order.")
    void aGapInTheSequenceIsRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        long producer = init(it).number("ProducerId");
        client.produce(batch(producer, 0)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 7)).expectError(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 2L);
    }

    @ConformanceTest(
            id = "produce.sequence-overlap-refused",
            api = "Produce",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A batch that overlaps with one before is refused with OUT_OF_ORDER_SEQUENCE_NUMBER, a negative sequence"
                            + " with INVALID_RECORD, and neither is stored.",
            source = "KIP-98; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Taken for a repetition, the rest of such a batch was lost although the answer was success (pg_kafka).")
    void anOverlapIsRefused(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        long producer = init(it).number("ProducerId");
        client.produce(batch(producer, 0)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 1)).expectError(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        client.produce(batch(producer, -5)).expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD);
        Answer end = client.listOffsets(-1);
        end.expect(PartitionClient.offsetPath(end), 2L);
    }

    private static Answer init(Case it) {
        return it.ask(
                "InitProducerId", body -> body.set("TransactionalId", null).set("TransactionTimeoutMs", 60_000));
    }

    private static Bytes batch(long producerId, int firstSequence) {
        return Payload.builder(Payload.numbered(2))
                .producer(producerId, (short) 0, firstSequence)
                .build()
                .bytes();
    }
}

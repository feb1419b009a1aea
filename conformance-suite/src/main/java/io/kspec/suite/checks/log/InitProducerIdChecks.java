package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import org.opentest4j.TestAbortedException;

/** Checks of InitProducerId and of idempotent producers. */
class InitProducerIdChecks {
    private static final String PRODUCE_WITH_SEQUENCES = "3+";

    @ConformanceTest(
            id = "init-producer-id.gives-an-id",
            api = "InitProducerId",
            requirement =
                    "Every producer without a transactional id gets a unique, non-negative producer id with a non-negative"
                            + " epoch.",
            source = "KIP-98",
            why = "The Java producer is idempotent by default and sends nothing before it has a producer id.")
    void everyProducerGetsItsOwnId(Case test) {
        Answer first = init(test)
                .expectError("ErrorCode", ErrorCode.NONE)
                .expect("ProducerId", "is 0 or more", id -> (long) id >= 0)
                .expect("ProducerEpoch", "is 0 or more", epoch -> (short) epoch >= 0);
        long id = first.number("ProducerId");
        init(test).expect("ProducerId", "is not " + id + " again", other -> (long) other != id);
    }

    @ConformanceTest(
            id = "produce.sequence-repeated",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement = "A batch that an idempotent producer retries is not stored again, and is answered with its"
                    + " original base offset, whichever of its last batches it is.",
            source = "KIP-98; KAFKA-5494 (the broker remembers the last five batches)",
            why = "Producers retry whenever a response is lost, and every retry would duplicate records.",
            harm = Harm.DATA_LOST)
    void aRetriedBatchIsStoredOnce(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        // The sequences are also the offsets, since nobody else writes; the repeats come in another order than the
        // batches.
        for (int sequence : new int[] {0, 2, 4, 4, 2, 0}) {
            expectAt(sequence, client.produce(batch(producer, sequence)));
        }
        client.expectEnd(6L);
        expectAt(6, client.produce(batch(producer, 6)));
    }

    private static void expectAt(long offset, Answer produced) {
        produced.expectError(PRODUCED + "ErrorCode", ErrorCode.NONE).expect(PRODUCED + "BaseOffset", offset);
    }

    @ConformanceTest(
            id = "produce.sequences-kept-apart",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "Sequence numbers count for one producer in one partition: the first batch of another producer,"
                            + " or in another partition, is not taken for a repeated one.",
            source = "KIP-98",
            why = "Every producer starts with sequence number 0, in every partition: what is mistaken for a repeated"
                    + " batch is reported as stored, and lost.",
            harm = Harm.DATA_LOST)
    void sequencesBelongToAProducerAndAPartition(Case test) {
        String topic = test.topic(2);
        PartitionClient first = new PartitionClient(test, topic, 0);
        PartitionClient second = new PartitionClient(test, topic, 1);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        Answer other = init(test).expectError("ErrorCode", ErrorCode.NONE);
        second.produce(Payload.numbered(1));
        expectAt(0, first.produce(batch(producer, 0)));
        expectAt(2, first.produce(batch(other, 0)));
        expectAt(1, second.produce(batch(producer, 0)));
        first.expectEnd(4L);
        second.expectEnd(3L);
    }

    @ConformanceTest(
            id = "produce.sequence-restarts-in-next-epoch",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A producer that goes on in the next epoch begins again with sequence number 0, and its batches"
                            + " of the epoch before are refused from then on.",
            source = "KIP-360",
            why =
                    "The Java producer raises its epoch by itself after a batch has failed for good: what is refused then is"
                            + " lost, and what arrives late from the epoch before would be stored a second time.",
            harm = Harm.DATA_LOST)
    void sequencesBeginAgainInTheNextEpoch(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        expectAt(0, client.produce(batch(producer, 0)));
        expectAt(2, client.produce(batch(producer, 1, 0)));
        PartitionClient.expectRefused(client.produce(batch(producer, 2)));
        client.expectEnd(4L);
    }

    @ConformanceTest(
            id = "produce.sequence-wraps",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics"},
            requirement = "Sequence number 2^31-1 is followed by 0, also within a batch.",
            source = "KIP-98: a 32-bit sequence number that wraps around; measured on Apache Kafka",
            why = "Every producer that runs long enough comes there, and would be refused from then on.",
            harm = Harm.CLIENTS_HANG)
    void sequenceNumbersWrapAround(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        Answer first = client.produce(batch(producer, Integer.MAX_VALUE - 2));
        if (first.number(PRODUCED + "ErrorCode") == ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER.code()) {
            throw new TestAbortedException(
                    "the target demands sequence number 0 of a producer that is new to a partition");
        }
        expectAt(0, first);
        expectAt(2, client.produce(batch(producer, Integer.MAX_VALUE)));
        expectAt(4, client.produce(batch(producer, 1)));
    }

    @ConformanceTest(
            id = "produce.sequence-gap-refused",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A batch that leaves a gap in the sequence numbers is rejected with OUT_OF_ORDER_SEQUENCE_NUMBER"
                            + " and not stored.",
            source = "KIP-98",
            why = "A gap means that a batch was lost; storing what follows would break the order.",
            harm = Harm.DATA_LOST)
    void aSequenceGapIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 0)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 7)).expectError(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        client.expectEnd(2L);
    }

    @ConformanceTest(
            id = "produce.sequence-overlap-refused",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics", "ListOffsets"},
            requirement =
                    "A batch that overlaps an earlier one, or has a negative sequence number, is rejected and not stored.",
            source = "KIP-98; measured on Apache Kafka",
            why = "Mistaken for a duplicate, such a batch lost its new records although the broker reported success"
                    + " (pg_kafka).",
            harm = Harm.DATA_LOST)
    void anOverlappingSequenceIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 0)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        PartitionClient.expectRefused(client.produce(batch(producer, 1)));
        PartitionClient.expectRefused(client.produce(batch(producer, -5)));
        client.expectEnd(2L);
    }

    @ConformanceTest(
            id = "produce.sequence-overlap-error",
            api = "Produce",
            profile = "idempotence",
            versions = PRODUCE_WITH_SEQUENCES,
            needs = {"InitProducerId", "CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "A batch that overlaps an earlier one is rejected with OUT_OF_ORDER_SEQUENCE_NUMBER, one with a"
                            + " negative sequence number with INVALID_RECORD.",
            source = "KIP-98; measured on Apache Kafka",
            why =
                    "The Java producer starts a new epoch on OUT_OF_ORDER_SEQUENCE_NUMBER, and fails the batch on any other"
                            + " error.")
    void anOverlapIsToldFromAnInvalidRecord(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        Answer producer = init(test).expectError("ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 0)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        client.produce(batch(producer, 1)).expectError(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        client.produce(batch(producer, -5)).expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD);
    }

    private static Answer init(Case test) {
        return test.ask(ProducerIdRequests.init(null, 60_000));
    }

    private static Bytes batch(Answer producer, int firstSequence) {
        return batch(producer, 0, firstSequence);
    }

    /**
     * A batch of two records.
     *
     * @param later how many epochs after the one that the producer was given
     */
    private static Bytes batch(Answer producer, int later, int firstSequence) {
        short epoch = (short) (producer.number("ProducerEpoch") + later);
        return Payload.builder(Payload.numbered(2))
                .producer(producer.number("ProducerId"), epoch, firstSequence)
                .build()
                .bytes();
    }
}

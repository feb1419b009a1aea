package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import java.util.List;

/** Partitions that are added, and producers that may not add any. Brokers use the versions from 4 on. */
final class AddPartitionsToTxnScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AddPartitionsToTxn";
    }

    /** From version 4 on, Apache Kafka does not answer a request without transactions. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return version < 4;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        ProducerSession producer = PreparedTransaction.producer(recorder);
        recorder.ask("a partition", TransactionRequests.addPartitions(producer, topic.name(), List.of(0)));
        recorder.ask("the same partition again", TransactionRequests.addPartitions(producer, topic.name(), List.of(0)));
        recorder.ask(
                "a partition that does not exist",
                TransactionRequests.addPartitions(producer, topic.name(), List.of(1, 7)));
        recorder.ask(
                "a topic that does not exist",
                TransactionRequests.addPartitions(producer, recorder.name("missing"), List.of(0)));
        recorder.ask(
                "an epoch that is not the current one",
                TransactionRequests.addPartitions(producer.at(9), topic.name(), List.of(1)));
        recorder.ask(
                "a producer id that is another's",
                TransactionRequests.addPartitions(producer.withId(4_711_000), topic.name(), List.of(1)));
        recorder.ask(
                "a transactional id that nobody has",
                TransactionRequests.addPartitions(producer.named(recorder.name("nobody")), topic.name(), List.of(1)));
        recorder.ask(
                "an empty transactional id",
                TransactionRequests.addPartitions(producer.named(""), topic.name(), List.of(1)));
        if (recorder.from(4)) {
            recorder.ask(
                    "verified only: one partition that was added, and one that was not",
                    TransactionRequests.addPartitions(producer, topic.name(), List.of(0, 1))
                            .with(body -> body.setEach("Transactions", List.of(producer), (entry, own) -> entry.set(
                                            "TransactionalId", own.transactionalId())
                                    .set("ProducerId", own.id())
                                    .set("ProducerEpoch", own.epoch())
                                    .set("VerifyOnly", true)
                                    .add("Topics", added -> added.set("Name", topic.name())
                                            .set("Partitions", List.of(0, 1))))));
        }
        PreparedTransaction.end(recorder, producer, false);
    }
}

package io.kspec.golden.recording;

import io.kspec.protocol.record.Records;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import java.util.List;

/** The producers of a partition: one that is idempotent, and one whose transaction has ended. */
final class DescribeProducersScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeProducers";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        ProducerSession producer = PreparedTransaction.producer(recorder);
        recorder.ask("a partition without producers", TransactionRequests.describeProducers(topic.name(), List.of(0)));
        Records records = PreparedRecords.of(producer.id(), producer.epoch(), 0);
        topic.append(recorder, "a batch of the producer", 0, records);
        recorder.ask("a producer", TransactionRequests.describeProducers(topic.name(), List.of(0, 1)));
        PreparedTransaction.add(recorder, "a transaction", producer, topic, 0);
        PreparedTransaction.end(recorder, producer, true);
        recorder.ask(
                "a producer that has ended a transaction",
                TransactionRequests.describeProducers(topic.name(), List.of(0)));
        recorder.ask(
                "a partition that does not exist", TransactionRequests.describeProducers(topic.name(), List.of(7)));
        recorder.ask(
                "a topic that does not exist",
                TransactionRequests.describeProducers(recorder.name("missing"), List.of(0)));
    }
}

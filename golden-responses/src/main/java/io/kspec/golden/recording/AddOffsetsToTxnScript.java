package io.kspec.golden.recording;

import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;

/** A group whose offsets are added, and producers that may not add any. */
final class AddOffsetsToTxnScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AddOffsetsToTxn";
    }

    @Override
    public void play(Recorder recorder) {
        ProducerSession producer = PreparedTransaction.producer(recorder);
        String group = recorder.name();
        recorder.ask("a group", TransactionRequests.addOffsets(producer, group));
        recorder.ask("an epoch that is not the current one", TransactionRequests.addOffsets(producer.at(9), group));
        recorder.ask(
                "a producer id that is another's", TransactionRequests.addOffsets(producer.withId(4_711_000), group));
        recorder.ask(
                "a transactional id that nobody has",
                TransactionRequests.addOffsets(producer.named(recorder.name("nobody")), group));
        recorder.ask("an empty transactional id", TransactionRequests.addOffsets(producer.named(""), group));
        PreparedTransaction.end(recorder, producer, false);
    }
}
